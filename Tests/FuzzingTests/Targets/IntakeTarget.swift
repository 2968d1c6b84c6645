import Primitives
import Tabular
import Vocabulary

@testable import Intake

/// Whole files of every kind. The first byte says which kind, the second how the file is written.
///
/// Laws: rows read are kept or set aside, none is lost; whoever reads a kept value again finds the
/// same; neither the size of blocks nor the careful way instead of the quick one changes anything.
enum IntakeTarget {
  struct Outcome: Equatable {
    var records: [RecordRow] = []
    var traces: [String] = []
    var rejects: [RejectedRow] = []
    var summary: IntakeSummary?
    var refusal: String?
  }

  static func fault(_ input: [UInt8]) -> String? {
    guard input.count >= 2 else { return nil }
    let kind = RecordKind.allCases[Int(input[0]) % RecordKind.allCases.count]
    let contract = KindContract.of(kind)
    let isCSV = input[1] & 1 == 0
    var file = Array(input.dropFirst(2))
    if isCSV, input[1] & 2 == 0 {
      file = Array((contract.columns.map(\.name).joined(separator: ",") + "\n").utf8) + file
    }
    let name = isCSV ? "x.csv" : "x.ndjson"
    let whole = outcome(file, kind, name)
    let small = outcome(file, kind, name, blockBytes: 1 + Int(input[1] >> 3))
    if whole.refusal != small.refusal { return "the size of blocks changes what is refused" }
    guard whole.refusal == nil else { return nil }
    if whole != small { return "the size of blocks changes rows" }
    if let fault = fault(whole, contract) { return fault }
    if kind == .sightings || kind == .calls {
      let careful = outcome(file, kind, name, section: carefulSection(kind))
      if careful.traces != whole.traces || careful.rejects != whole.rejects {
        return "the careful way reads other rows"
      }
    }
    return nil
  }

  private static func fault(_ outcome: Outcome, _ contract: KindContract) -> String? {
    guard let summary = outcome.summary else { return "there is no summary" }
    let kept = outcome.records.count + outcome.traces.count
    if summary.rowsRead != kept + outcome.rejects.count { return "a row is lost" }
    if summary.rowsKept != kept { return "the counts do not add up" }
    for reject in outcome.rejects {
      let told = reject.diagnostic
      if told.code.isEmpty || told.reason.isEmpty || told.mend.isEmpty || told.place.row < 1
        || told.place.line < 1
      {
        return "a row that was set aside does not say where, what and the mend"
      }
    }
    for record in outcome.records {
      for (column, cell) in zip(contract.columns, record.cells) {
        guard case .text(let text) = cell else { continue }
        let again = try? column.type.read(text, source: record.source).cell
        if again != cell {
          return "\(column.name): a kept value does not read as itself"
        }
      }
    }
    return nil
  }

  /// A value table without meanings makes each column careful and changes nothing else.
  private static func carefulSection(_ kind: RecordKind) -> FeedSection? {
    let nothing = SettingsNode.map(
      [.init(key: "nothing is called so", line: 1, value: .scalar("", line: 1))], line: 1)
    let values = KindContract.of(kind).columns.map {
      SettingsNode.Entry(key: $0.name, line: 1, value: nothing)
    }
    let section = SettingsNode.map(
      [.init(key: "values", line: 1, value: .map(values, line: 1))], line: 1)
    let top = SettingsNode.map([.init(key: kind.rawValue, line: 1, value: section)], line: 1)
    return (try? FeedMapping(top))?.sections.first
  }

  static func outcome(
    _ file: [UInt8], _ kind: RecordKind, _ name: String, section: FeedSection? = nil,
    tables: FeedTables = .none, blockBytes: Int = 4_096
  ) -> Outcome {
    let reader = FeedReader(
      source: "cheshire", kind: kind, fileName: name, section: section, tables: tables,
      settings: IntakeSettings(maxBad: 1), blockBytes: blockBytes)
    var outcome = Outcome()
    do {
      outcome.summary = try reader.read(MemorySource(file), file: Ordinal(0)) { batch in
        outcome.rejects += batch.rejects
        switch batch.rows {
        case .records(let rows): outcome.records += rows
        case .sightings(let c):
          for at in 0..<c.count {
            outcome.traces.append(
              "\(c.plates[at]) \(c.cameraKeys[Int(c.cameras[at])].text) \(c.times[at]) "
                + "\(c.directions[at]) \(c.confidences[at]) \(c.rows[at])")
          }
        case .calls(let c):
          for at in 0..<c.count {
            let cell = c.cells[at] == .max ? "" : c.cellKeys[Int(c.cells[at])].text
            outcome.traces.append(
              "\(c.aNumbers[at]) \(c.bNumbers[at]) \(c.times[at]) \(c.durations[at]) "
                + "\(c.kinds[at]) \(c.imeis[at]) \(c.imsis[at]) \(cell) \(c.rows[at])")
          }
        }
      }
    } catch let error as IntakeError {
      outcome.refusal = error.mend.isEmpty ? "without a mend" : error.code + error.message
    } catch {
      outcome.refusal = "\(error)"
    }
    return outcome
  }
}
