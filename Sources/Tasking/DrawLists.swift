import Picture
import Vocabulary

/// Every list of the contract, drawn.
public struct DrawnLists: Sendable {
  /// Ranked lists with their explanations.
  public let ranked: [DrawnList]
  /// `links` and `entities`.
  public let plain: [ListTable]

  /// All tables, in order of path.
  public var tables: [ListTable] {
    (ranked.flatMap(\.tables) + plain).sorted { $0.path < $1.path }
  }

  /// Draws every list from what a run found.
  public init(_ input: TaskingInput) {
    let forces = Self.forces(input)
    let controllers = ControllerList(input: input)
    let vehicles = VehicleStopList(input: input, forces: forces)
    let periphery = PeripheryList(input: input, forces: forces)
    let premises = PremisesList(input: input, forces: forces)
    let lines = LineList(input: input)
    ranked = [
      Ranking(input: input, shape: ControllerList.shape).draw(controllers.drafts()),
      Ranking(input: input, shape: vehicles.shape).draw(vehicles.drafts()),
      Ranking(input: input, shape: periphery.shape).draw(periphery.drafts()),
      Ranking(input: input, shape: premises.shape).draw(premises.drafts()),
      Ranking(input: input, shape: LineList.shape).draw(lines.drafts()),
    ]
    plain = [LinkTable(input: input).table(), EntityTable(input: input).table()]
  }

  /// The forces that get a file: those that own an area, and where no area was sent, the sources.
  ///
  /// Of graded records the records themselves are asked, not their files: a file may hold nothing
  /// but what this audience may not see.
  private static func forces(_ input: TaskingInput) -> [String] {
    let holdings = input.picture.holdings
    let owners = Set(holdings.areas.map(\.force))
    guard owners.isEmpty else { return owners.sorted() }
    let files = holdings.files.filter { !$0.kind.isGraded }.map(\.source)
    let records =
      holdings.lines.map(\.key.source) + holdings.premises.map(\.key.source)
      + holdings.events.map(\.key.source) + holdings.associations.map(\.key.source)
    return Set(files + records).sorted()
  }
}
