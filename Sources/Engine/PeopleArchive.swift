import Archive
import Foundation
import Picture
import Primitives
import Vocabulary

/// The archive as one who asks about two people needs it.
struct PeopleArchive {
  let store: RecordArchive

  /// Opens an archive that is there; none is made.
  init(path: String, access: ArchiveConfiguration.Access) throws {
    store = try StandingArchive.open(path, access)
  }

  /// Reads `source:id`, as `entities.csv` has it in two columns.
  static func key(_ text: String) throws(EngineError) -> RecordKey {
    let key = RecordKey(reference: text, in: "")
    guard !key.source.isEmpty else {
      throw EngineError(
        "'\(text)' does not name a record",
        mend: "write SOURCE:ID, such as cheshire:CP102504; entities.csv lists both", exit: .usage)
    }
    return key
  }

  /// Two different records that the archive holds.
  func pair(_ one: String, _ other: String) throws -> (one: PersonRecord, other: PersonRecord) {
    let keys = (try Self.key(one), try Self.key(other))
    guard keys.0 != keys.1 else {
      throw EngineError(
        "\(keys.0.text) is named twice", mend: "name two different records", exit: .usage)
    }
    return (try person(keys.0), try person(keys.1))
  }

  /// What is current of a record.
  func person(_ key: RecordKey) throws -> PersonRecord {
    let rows = try store.history(.persons, source: key.source, identity: key.id)
    guard let row = rows.last(where: \.isCurrent)?.row else {
      throw EngineError(
        "the archive holds no person record \(key.text)",
        mend: "write it as entities.csv does, SOURCE:ID; a new record must be taken in by "
          + "countylines nightly first", exit: .noInput)
    }
    return PersonRecord(row)
  }

  /// The people and events of the archive as of a moment, and nothing else.
  func holdings(asOf: Instant) throws -> Holdings {
    var builder = HoldingsBuilder(asOf: asOf, files: try store.files().map(\.file))
    builder.add(try store.records(.persons))
    builder.add(try store.records(.events))
    return builder.build()
  }
}
