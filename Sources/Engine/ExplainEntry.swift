import Archive
import Foundation
import Primitives
import Tasking
import Vocabulary

/// Why a published row stands where it stands, down to file and line.
public struct ExplainEntry: Sendable {
  /// The lists that can be explained.
  public static let lists = ListKind.allCases.map(\.rawValue)

  private let archive: String
  private let reason: String

  /// - Parameters:
  ///   - archive: The archive of the run.
  ///   - reason: Why it is looked up, for the audit log; may be empty.
  public init(archive: String, reason: String = "") {
    self.archive = archive
    self.reason = reason
  }

  /// The explanation, line by line. That it was looked up is logged before anything is shown.
  ///
  /// - Parameters:
  ///   - list: One of `lists`.
  ///   - subject: As the row names it, or any record of it (`source:id`).
  ///   - run: nil for the newest finished run.
  public func run(list: String, subject: String, run: String?) throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    guard let runId = try run ?? store.lastFinishedRun()?.opening.id else {
      throw EngineError(
        "the archive holds no finished run", mend: "run countylines nightly first", exit: .noInput)
    }
    let wanted = Self.canonical(subject, list: list)
    let entries = try store.entries(run: runId, list: list)
    for entry in entries {
      guard let why = try? entry.explained()
      else { continue }
      if why.subject == wanted || why.subject == subject || why.aliases.contains(subject) {
        try store.log(
          AuditEntry(.consultation, list, [why.subject], rows: 1, reason: reason))
        return try lines(why, run: runId, store: store)
      }
    }
    throw EngineError(
      "\(subject) is not on the list \(list) of \(runId)",
      mend: "name it as the row does, such as \(entries.first?.subject ?? "an entity id"); "
        + "--run names another run", exit: .noInput)
  }

  private static func canonical(_ subject: String, list: String) -> String {
    guard list == ListKind.vehicleStops.rawValue else { return subject }
    return (try? VehicleRegistration(subject))?.text ?? subject
  }

  private func lines(_ why: Explanation, run: String, store: RecordArchive) throws -> [String] {
    func bits(_ value: Double) -> String {
      let text = Sentence.decimal(value, 3)
      return String(repeating: " ", count: max(0, 9 - text.count - (value >= 0 ? 1 : 0)))
        + (value >= 0 ? "+" : "") + text
    }
    var lines = [
      "\(why.path)  \(why.subject)",
      "rank \(why.rank) (5–95 %: \(why.rankLow) to \(why.rankHigh)), \(why.status), run \(run)",
      "", "\(bits(why.prior)) bits  prior: before anything was found",
    ]
    for step in why.steps {
      lines.append("\(bits(step.bits)) bits  \(step.signal)  \(step.sentence)")
      lines.append("                weight: \(step.weight)")
      if let basis = step.basis { lines.append("                basis: \(basis.rawValue)") }
      if !step.innocentWhen.isEmpty {
        lines.append("                innocent when: \(step.innocentWhen.joined(separator: ", "))")
      }
      for reference in step.evidence {
        lines.append("                \(reference)  \(try place(of: reference, in: store))")
      }
    }
    lines.append("\(bits(why.total)) bits  total = \(Sentence.decimal(why.score, 2)) %")
    lines.append("")
    lines.append("against       " + against(why))
    for (signal, reason) in why.unasked.sorted(by: { $0.key < $1.key }) {
      lines.append("not asked     \(signal): \(reason)")
    }
    if let last = why.lastOutcome, let record = why.lastOutcomeRecord {
      lines.append("\(last)  \(record)  \(try place(of: record, in: store))")
    }
    return lines + standing(why)
  }

  private func against(_ why: Explanation) -> String {
    let steps = why.steps.filter { $0.bits < 0 && !$0.evidence.isEmpty }
    return steps.isEmpty ? "nothing that was asked" : steps.map(\.sentence).joined(separator: "; ")
  }

  private func standing(_ why: Explanation) -> [String] {
    func day(_ seconds: Int64?) -> String {
      seconds.map { LondonTime.civil(Instant(seconds: $0)).day.iso8601 } ?? "not dated"
    }
    var lines = [
      "evidence      oldest \(day(why.oldest)), newest \(day(why.newest))",
      "handling      \(why.handling)",
    ]
    if let grade = why.grade {
      lines.append("grade         \(grade), the strictest of its records")
    }
    if let lowest = why.lowestGrade, let without = why.withoutLowestGrade {
      lines.append(
        "lowest grade  \(lowest); without it the score would be \(Sentence.decimal(without, 2)) %")
    }
    for (source, score) in why.withoutSource.sorted(by: { $0.key < $1.key }) {
      lines.append("without       \(source): \(Sentence.decimal(score, 2)) %")
    }
    lines.append(
      "look again by \(CivilDate(daysSinceEpoch: why.expiresOnDay).iso8601); "
        + "the list proposes, a named person decides")
    return lines
  }

  /// The file, row and line of a cited record, and its grade when it carries one.
  private func place(of text: String, in store: RecordArchive) throws -> String {
    guard let reference = EvidenceReference(text), let place = try store.locate(reference) else {
      return "not in this archive"
    }
    let grade = try grade(of: reference, in: store).map { ", grade \($0)" } ?? ""
    return "\(place.file.source)/\(place.file.name) row \(place.row), line \(place.line)\(grade)"
  }

  private func grade(of reference: EvidenceReference, in store: RecordArchive) throws -> String? {
    guard case .record(let kind, let key) = reference, kind.isGraded,
      let row = try store.history(kind, source: key.source, identity: key.id).last(
        where: \.isCurrent)?.row
    else { return nil }
    return switch kind {
    case .lines: LineRecord(row).grading.text
    case .premises: PremisesRecord(row).grading.text
    case .events: Event(row).grading.text
    default: Association(row).grading.text
    }
  }
}
