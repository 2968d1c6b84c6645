import Vocabulary

/// What changed on one force's lists since the run before, as a brief shows it.
struct BriefChanges {
  let force: String
  let rows: BriefRows
  let changes: [ListChanges]
  let since: String?

  /// Lists that a force has a file of, and the words for them.
  private static let lists: [(kind: ListKind, words: String)] = [
    (.vehicleStops, "vehicles"), (.premises, "homes"), (.periphery, "young people"),
  ]

  var section: BriefSection {
    guard let since else {
      return BriefSection(
        title: "Since the run before", note: "This is the first run.")
    }
    let own = Self.lists.map { list in
      (
        list.words,
        changes.first { $0.kind == list.kind }?.changes.filter {
          $0.path == list.kind.rawValue + "/" + force
        } ?? []
      )
    }
    let counts = own.map { words, found in
      let parts = ListChange.Kind.allCases.compactMap { kind in
        let count = found.count { $0.kind == kind }
        return count == 0 ? nil : "\(count) \(kind.rawValue)"
      }
      return "\(words): \(parts.isEmpty ? "as before" : parts.joined(separator: ", "))"
    }
    // What stands or stood highest comes first.
    let all = own.flatMap { words, found in found.map { (words, $0) } }
      .enumerated().sorted { one, other in
        (rank(one.element.1), one.element.1.kind, one.offset)
          < (rank(other.element.1), other.element.1.kind, other.offset)
      }.map(\.element)
    let shown = all.prefix(ForceBrief.changesMax)
    let more = all.count - shown.count
    return BriefSection(
      title: "Since the run of \(BriefWords.day(ofRun: since))",
      note: counts.joined(separator: "; ") + "." + (more > 0 ? " \(more) more in changes/." : ""),
      columns: ["change", "what", "rank", "why"], widths: [8, 28, 8, 56],
      rows: shown.map { words, change in
        [
          change.kind.rawValue, "\(words): \(name(change))",
          [change.rankBefore, change.rank].compactMap { $0 }.map(String.init)
            .joined(separator: " to "),
          change.why.first.map(BriefWords.withoutBits) ?? "",
        ]
      },
      handling: shown.contains { $0.1.handling == "C" } ? "C" : "P")
  }

  private func rank(_ change: ListChange) -> Int {
    [change.rank, change.rankBefore].compactMap { $0 }.min() ?? 0
  }

  /// A home by its address where it is listed; else the subject, which names nobody.
  private func name(_ change: ListChange) -> String {
    guard change.path.hasPrefix(ListKind.premises.rawValue) else { return change.subject }
    let listed = rows.rows(change.path).first { $0["premises_id"] == change.subject }
    return listed.map { $0["address"] } ?? change.subject
  }
}
