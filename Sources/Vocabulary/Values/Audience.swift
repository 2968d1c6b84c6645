/// For whom something is worked out, as far as the handling of records decides what they may see.
///
/// What an audience may not see is left out before anything is worked out, never afterwards: a
/// score, a rank, a count or the order of a list would tell of it.
public struct Audience: Hashable, Sendable {
  /// Whether records with conditions (code C) may be seen.
  public var meetsConditions: Bool
  /// How a record is taken whose handling cell is empty.
  ///
  /// The contract reads an empty cell as P. Towards somebody outside, silence is not a permission:
  /// there it is C, unless the sharing agreement says otherwise.
  public var blankHandling: Handling

  /// An audience.
  public init(meetsConditions: Bool, blankHandling: Handling) {
    self.meetsConditions = meetsConditions
    self.blankHandling = blankHandling
  }

  /// Those who hold the archive: they see everything.
  public static let holders = Audience(meetsConditions: true, blankHandling: .permitted)

  /// Whether a row may be seen. Rows of kinds that are not graded may always be.
  public func maySee(_ row: RecordRow) -> Bool {
    meetsConditions || !row.kind.isGraded || (row.handling ?? blankHandling) == .permitted
  }
}

extension RecordRow {
  /// The handling that its source wrote; nil where the cell is empty or the kind is not graded.
  public var handling: Handling? {
    kind.isGraded ? text("handling").flatMap(Handling.init) : nil
  }
}
