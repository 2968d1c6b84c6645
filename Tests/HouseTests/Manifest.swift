import Foundation

/// What Package.swift says each room sees and uses, read from its text.
///
/// The compiler does not hold a room to it: an undeclared import of a lower room builds, and one of
/// a neighbour builds on the second try.
struct Manifest {
  /// Room → rooms it sees.
  private(set) var sees: [String: Set<String>] = [:]
  /// Room → products of third parties it uses.
  private(set) var uses: [String: Set<String>] = [:]

  init() throws {
    let text = try HouseFiles.lines(of: "Package.swift").joined(separator: "\n")
    // A room begins at `room("Name"` and ends before the next one.
    for part in text.components(separatedBy: "  room(").dropFirst() {
      let body = part.components(separatedBy: "\n  //")[0]
      let quoted = Self.quoted(body)
      guard let name = quoted.first else { continue }
      let seen =
        body.components(separatedBy: "sees: [").dropFirst().first?
        .components(separatedBy: "]").first ?? ""
      sees[name] = Set(Self.quoted(seen))
      uses[name] = Self.products(body)
    }
    // A room may see a library that not every machine has: it is added to the room by name.
    for part in text.components(separatedBy: "if target.name == \"").dropFirst() {
      let quoted = Self.quoted("\"" + part.prefix { $0 != "}" })
      if quoted.count == 2 { sees[quoted[0], default: []].insert(quoted[1]) }
    }
    let command =
      text.components(separatedBy: "name: \"countylines\",\n    dependencies: [")
      .dropFirst().first?.components(separatedBy: "]").first ?? ""
    let products = Self.products(command)
    sees["countylines"] = Set(
      Self.quoted(command).filter { !products.contains($0) && !$0.contains("-") })
    uses["countylines"] = products
  }

  private static func quoted(_ text: String) -> [String] {
    text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  private static func products(_ text: String) -> Set<String> {
    Set(
      text.components(separatedBy: ".product(name: ").dropFirst().compactMap {
        quoted($0).first
      })
  }
}
