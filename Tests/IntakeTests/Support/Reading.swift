import Primitives
import Tabular
import Vocabulary

@testable import Intake

/// Everything that one reading of a file gave, flattened so that two can be compared.
struct Reading: Equatable {
  var records: [RecordRow] = []
  var extras: [[String]] = []
  /// Each sighting or call as texts, its keys spelled out.
  var traces: [[String]] = []
  var steps: [LineStep] = []
  var rejects: [RejectedRow] = []
  var summary: IntakeSummary?
  var error: IntakeError?

  var codes: [String] { rejects.map(\.diagnostic.code) }

  /// What the rows say, without where they stood.
  var content: [[Cell]] { records.map(\.cells) }

  mutating func add(_ batch: IntakeBatch) {
    extras += batch.extras
    steps += batch.lineSteps
    rejects += batch.rejects
    switch batch.rows {
    case .records(let rows): records += rows
    case .sightings(let c):
      for i in 0..<c.count {
        traces.append([
          VehicleRegistration(packed: c.plates[i]).text, c.cameraKeys[Int(c.cameras[i])].text,
          Instant(seconds: c.times[i]).iso8601, "\(c.directions[i])", "\(c.confidences[i])",
          "\(c.files[i])", "\(c.rows[i])",
        ])
      }
    case .calls(let c):
      for i in 0..<c.count {
        traces.append([
          TelephoneNumber(packed: c.aNumbers[i]).text, TelephoneNumber(packed: c.bNumbers[i]).text,
          Instant(seconds: c.times[i]).iso8601, "\(c.durations[i])", "\(c.kinds[i])",
          "\(c.imeis[i])", "\(c.imsis[i])",
          c.cells[i] == .max ? "" : c.cellKeys[Int(c.cells[i])].text, "\(c.files[i])",
          "\(c.rows[i])",
        ])
      }
    }
  }
}

/// Reads a text as a file of some kind.
func reading(
  _ bytes: [UInt8], _ kind: RecordKind, name: String? = nil, section: FeedSection? = nil,
  tables: FeedTables = .none, source: String = "cheshire",
  settings: IntakeSettings = IntakeSettings(maxBad: 1), threads: Int = 1, blockBytes: Int = 1 << 20
) -> Reading {
  let reader = FeedReader(
    source: source, kind: kind, fileName: name ?? "\(kind.rawValue)-2026-03-14.csv",
    section: section, tables: tables, settings: settings, blockBytes: blockBytes)
  var result = Reading()
  do {
    result.summary = try reader.read(
      MemorySource(bytes), file: Ordinal(3), workers: Workers(threads: threads)
    ) { result.add($0) }
  } catch let error as IntakeError {
    result.error = error
  } catch {
    preconditionFailure("reading threw something else: \(error)")
  }
  return result
}

func reading(
  _ text: String, _ kind: RecordKind, name: String? = nil, section: FeedSection? = nil,
  tables: FeedTables = .none, settings: IntakeSettings = IntakeSettings(maxBad: 1),
  threads: Int = 1, blockBytes: Int = 1 << 20
) -> Reading {
  reading(
    Array(text.utf8), kind, name: name, section: section, tables: tables, settings: settings,
    threads: threads, blockBytes: blockBytes)
}

/// The first section of a mapping written in YAML.
func section(_ yaml: String) throws -> FeedSection {
  let mapping = try FeedMapping(SmallYAML.read(yaml))
  guard let first = mapping.sections.first else {
    preconditionFailure("a mapping under test has a section")
  }
  return first
}
