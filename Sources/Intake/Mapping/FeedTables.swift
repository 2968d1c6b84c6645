import Primitives
public import Tabular

/// The look-ups of a section, read from the side files of its folder.
///
/// They are held in memory whole: meant for registers of some hundred thousand rows.
public struct FeedTables: Sendable {
  private let tables: [String: [String: [String]]]

  /// No look-ups.
  public static let none = FeedTables(tables: [:])

  private init(tables: [String: [String: [String]]]) { self.tables = tables }

  /// Reads the side files that a section names; none when it names none.
  ///
  /// - Parameters:
  ///   - section: Its dialect and encoding are those of the side files too.
  ///   - limits: How much of a side file is taken.
  ///   - open: Opens a side file by its name, as `SourceOpening.open` does.
  /// - Throws: `INTAKE-TABLE-COLUMN`, `INTAKE-TABLE-ROW`, or what opening and reading ran into.
  public static func load(
    for section: FeedSection, limits: ReadingLimits = ReadingLimits(),
    open: (String) throws(TabularError) -> any ByteSource
  ) throws(IntakeError) -> FeedTables {
    var tables: [String: [String: [String]]] = [:]
    for table in section.tables {
      do {
        let reader = try ParallelReader.csv(
          open(table.file), dialect: section.dialect, encoding: section.encoding, limits: limits)
        tables[table.name] = try load(table, reader)
      } catch let error as IntakeError {
        throw error
      } catch let error as TabularError {
        throw IntakeError(
          code: error.code, message: "the side file \(table.file): \(error.message)",
          mend: error.mend, place: error.place)
      } catch {
        preconditionFailure("reading a side file threw neither of its errors")
      }
    }
    return FeedTables(tables: tables)
  }

  private static func load(
    _ table: FeedSection.Table, _ reader: ParallelReader
  ) throws -> [String: [String]] {
    let header = reader.header
    guard let key = header.position(of: table.key), let value = header.position(of: table.value)
    else {
      throw IntakeError(
        code: "INTAKE-TABLE-COLUMN",
        message: "the side file \(table.file) has no column \(table.key), or none \(table.value)",
        mend: "correct tables: in feed.yaml, or export the side file with both columns")
    }
    var found: [String: [String]] = [:]
    _ = try reader.read(on: .one) { block in
      // What cannot be read here would be missing from many rows without a word.
      if let bad = block.badRows.first {
        throw IntakeError(
          code: "INTAKE-TABLE-ROW",
          message: "a row of the side file \(table.file) cannot be read: \(bad.diagnostic.reason)",
          mend: bad.diagnostic.mend, place: bad.diagnostic.place)
      }
      return (0..<block.count).map {
        (FieldReader.trim(block.text($0, key)), FieldReader.trim(block.text($0, value)))
      }
    } consume: { rows in
      for (from, to) in rows where !to.isEmpty { found[from, default: []].append(to) }
    }
    return found
  }

  /// The table of a name.
  func table(_ name: String) -> [String: [String]] {
    guard let table = tables[name] else {
      preconditionFailure("the tables given belong to another section")
    }
    return table
  }
}
