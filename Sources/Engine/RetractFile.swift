import Archive
import Foundation
import Intake
public import Primitives
import Vocabulary

/// Takes a delivered file out of an archive, as if it had never come, and keeps it out.
public struct RetractFile: Sendable {
  private let archive: String
  private let inbox: String
  private let workers: Workers

  /// - Parameters:
  ///   - archive: The archive of a nightly run.
  ///   - inbox: Where the other files of its source and kind lie; they are read again.
  public init(archive: String, inbox: String, workers: Workers) {
    self.archive = archive
    self.inbox = inbox
    self.workers = workers
  }

  /// Takes the file out.
  ///
  /// - Parameter name: The first digits of its SHA-256, at least 8, or `source/file`.
  /// - Returns: What was done, line by line.
  /// - Throws: `EngineError` when it is not held, several fit, or a companion is not in the inbox;
  ///   nothing is changed then.
  public func run(_ name: String, decision: PersonDecision) throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    let held = try find(name, in: store)
    let companions = try store.companions(of: held.file)
    let again = try filesAgain(companions, store: store)
    let rows = try store.retract(
      Retraction(
        file: held.file, decidedBy: decision.by, decidedAt: decision.at, reason: decision.reason),
      again: again, workers: workers)
    var lines = [
      "retracted  \(held.file.source)/\(held.file.name), sha256 \(held.file.digest): \(rows) rows "
        + "that it had stored"
    ]
    if !companions.isEmpty {
      lines.append(
        "read again \(companions.count) other files of \(held.file.kind.rawValue) of "
          + held.file.source)
    }
    return lines + [
      "by \(decision.by), \(decision.at.iso8601); it is not taken in again",
      "takes effect with the next countylines nightly",
    ]
  }

  private func find(_ name: String, in store: RecordArchive) throws -> HeldFile {
    let files = try store.files()
    let found = files.filter {
      ($0.file.source + "/" + $0.file.name) == name
        || (name.utf8.count >= 8 && $0.file.digest.hasPrefix(name.lowercased()))
    }
    guard let held = found.first else {
      throw EngineError(
        "the archive holds no file \(name)",
        mend: "write SOURCE/FILE or the first digits of its SHA-256, as run.json has them",
        exit: .noInput)
    }
    guard found.count == 1 else {
      throw EngineError(
        "\(found.count) files fit \(name)",
        mend: "name one by its SHA-256: " + found.map(\.file.digest).joined(separator: ", "),
        exit: .usage)
    }
    return held
  }

  /// The files that are read again, from the inbox, known by their digests.
  private func filesAgain(
    _ companions: [HeldFile], store: RecordArchive
  ) throws -> [FileAgain] {
    guard let like = companions.first?.file else { return [] }
    let source = like.source
    let listing = try InboxListing(path: inbox)
    var byDigest: [String: Int] = [:]
    for (index, found) in listing.scan.files.enumerated()
    where found.source == source && found.kind == like.kind {
      let digest = try FileDigest.sha256(path: inbox + "/" + source + "/" + found.fileName).hex
      byDigest[digest] = index
    }
    let missing = companions.filter { byDigest[$0.file.digest] == nil }
    guard missing.isEmpty else {
      throw EngineError(
        "rows of the same source and kind may say what this file said, and to read them again "
          + "these files are not in the inbox: "
          + missing.map { "\($0.file.source)/\($0.file.name)" }.joined(separator: ", "),
        mend: "put them back into \(inbox)/\(source), then run again", exit: .noInput)
    }
    let ingest = IngestFiles(archive: store, maxBad: 1, workers: workers, progress: { _ in })
    return companions.compactMap { held in
      byDigest[held.file.digest].map { index in
        ingest.again(listing.scan.files[index], in: listing, held: held)
      }
    }
  }
}
