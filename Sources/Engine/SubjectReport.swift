import Archive
import Foundation
import Primitives
import Tasking
import Vocabulary

/// Everything that an archive holds of one person, as a subject access request asks for it: records
/// and what they call the person, events, lists past and present, who looked, who was told.
public struct SubjectReport: Sendable {
  private let archive: String
  private let reason: String

  /// - Parameters:
  ///   - archive: The archive of a nightly run.
  ///   - reason: The request, for the audit log.
  public init(archive: String, reason: String) {
    self.archive = archive
    self.reason = reason
  }

  /// The report, line by line. That it was made is logged before anything is shown.
  ///
  /// - Parameters:
  ///   - record: Any record of the person, `source:id`.
  ///   - isForRelease: Leaves out what the person is not to be given without somebody deciding so:
  ///     records with conditions or without a stated handling, what stands in reports, scores and
  ///     grounds, and the names of those who looked.
  /// - Complexity: Reads all events, all published rows of all runs, and the log.
  public func run(_ record: String, isForRelease: Bool) throws -> [String] {
    let people = try PeopleArchive(path: archive, access: .writing)
    let asked = try people.person(PeopleArchive.key(record))
    let members = try people.store.entities()
    let entity = members.first { $0.person == asked.key }?.entityID
    let keys = Set(members.filter { $0.entityID == entity && entity != nil }.map(\.person))
      .union([asked.key]).sorted()
    try people.store.log(
      AuditEntry(
        .consultation, "subject", keys.map(\.text), rows: keys.count, reason: reason))
    let names = Set(keys.map(\.text) + [entity].compactMap { $0 })
    var lines = ["subject    \(entity ?? "not resolved yet"), asked for by \(asked.key.text)"]
    lines += ["", "RECORDS"] + (try keys.flatMap { try self.lines(of: people.person($0)) })
    lines += ["", "EVENTS"] + (try events(keys, people.store, isForRelease))
    lines += ["", "LISTS"] + (try lists(names, people.store, isForRelease))
    lines += ["", "LOOKED AT"] + (try looks(names, people.store, isForRelease))
    lines += ["", "TOLD"] + (try told(names, people.store))
    if isForRelease {
      lines += ["", "for release: a named person reads it before it is handed over"]
    }
    return lines
  }

  private func lines(of person: PersonRecord) -> [String] {
    let fields: [(String, String?)] = [
      ("family_name", person.familyName), ("given_names", person.givenNames),
      ("date_of_birth", person.dateOfBirth?.text), ("sex", person.sex),
      ("ethnicity", person.ethnicity), ("pnc_id", person.pncId), ("address", person.address),
      ("postcode", person.postcode), ("area_id", person.area?.text),
      ("numbers", person.numbers.map(\.text).joined(separator: ";")),
      ("aliases", person.aliases.joined(separator: ";")),
      ("category", person.category ?? SubjectCategory.unknown),
    ]
    // Shown to whoever answers the request, who is there to see it.
    return [person.key.text]
      + fields.compactMap { name, value in
        value.flatMap { $0.isEmpty ? nil : "  \(name)  \($0)" }
      }
  }

  private func events(
    _ keys: [RecordKey], _ store: RecordArchive, _ isForRelease: Bool
  ) throws -> [String] {
    let audience =
      isForRelease
      ? Audience(meetsConditions: false, blankHandling: .conditions) : Audience.holders
    let own = Set(keys)
    let found = try store.records(.events).map { (row: $0, event: Event($0)) }
      .filter { $0.event.persons.contains(where: own.contains) }
      .sorted { ($0.event.at, $0.event.key) < ($1.event.at, $1.event.key) }
    let shown = found.filter {
      audience.maySee($0.row) && !(isForRelease && $0.event.kind == "intel")
    }
    let lines = shown.map { item in
      let roles = Set(
        item.event.roles.filter { own.contains($0.person) }.map(\.category.rawValue)
      ).sorted()
      let role = roles.isEmpty ? SubjectCategory.unknown : roles.joined(separator: ";")
      let day = LondonTime.civil(item.event.at).day.iso8601
      return isForRelease
        ? "\(day)  \(item.event.kind)  \(item.event.key.source)  \(role)"
        : "\(day)  \(item.event.kind)  \(item.event.key.text)  \(role)  grade "
          + item.event.grading.text
    }
    return lines.isEmpty ? ["none"] : lines
  }

  private func lists(
    _ names: Set<String>, _ store: RecordArchive, _ isForRelease: Bool
  ) throws -> [String] {
    var lines: [String] = []
    for run in try store.runs() where run.status == .finished {
      for list in [ListKind.controllers, .periphery] {
        for entry in try store.entries(run: run.opening.id, list: list.rawValue) {
          let why = try? entry.explained()
          let known = [entry.subject] + (why?.aliases ?? [])
          guard known.contains(where: names.contains) else { continue }
          let day = LondonTime.civil(run.opening.asOf).day.iso8601
          let place = [list.rawValue, entry.force].filter { !$0.isEmpty }.joined(separator: "/")
          lines.append(
            isForRelease
              ? "\(day)  \(place)"
              : "\(day)  \(place)  rank \(entry.position)  "
                + "\(why.map { Sentence.decimal($0.score, 2) + " %" } ?? "")  run \(run.opening.id)"
          )
        }
      }
    }
    return lines.isEmpty ? ["none"] : lines
  }

  private func looks(
    _ names: Set<String>, _ store: RecordArchive, _ isForRelease: Bool
  ) throws -> [String] {
    let looks = try store.auditLog().filter { record in
      record.entry.operation == .consultation
        && record.entry.objects.contains(where: names.contains)
    }
    let lines = looks.map { record in
      isForRelease
        ? record.at.utcDay.iso8601
        : "\(record.at.iso8601)  \(record.actor)  \(record.entry.objectKind)  "
          + record.entry.reason
    }
    return lines.isEmpty ? ["none"] : lines
  }

  private func told(_ names: Set<String>, _ store: RecordArchive) throws -> [String] {
    var lines: [String] = []
    for copy in try store.disclosures() {
      let lists = try store.disclosedEntries(of: copy.id)
        .filter { names.contains($0.subject) || $0.records.contains(where: names.contains) }
        .map(\.list)
      guard !lists.isEmpty else { continue }
      lines.append(
        "\(copy.issuedAt.utcDay.iso8601)  \(copy.recipient) (\(copy.recipientClass))  "
          + "\(Set(lists).sorted().joined(separator: ";"))  for \(copy.purpose)  under "
          + "\(copy.agreement), valid to \(copy.validUntil.iso8601)")
    }
    return lines.isEmpty ? ["nobody"] : lines
  }
}
