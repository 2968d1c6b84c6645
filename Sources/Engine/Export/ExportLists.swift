import Archive
import Picture
import Foundation
public import Primitives
import Vocabulary

/// Hands lists to somebody outside, under a sharing agreement.
///
/// The lists are worked out anew from what the recipient may see. What is handed over stands in the
/// log and in the register of copies before its folder can be found; a refusal stands in the log.
public struct ExportLists: Sendable {
  /// What is asked for.
  public struct Request: Hashable, Sendable {
    /// The file of the sharing agreement.
    public var agreement: String
    /// What the export is for; one of the agreement's purposes.
    public var purpose: String
    /// The lists; empty for all of the agreement.
    public var lists: [String]
    public var format: ExportFormat

    /// An export.
    public init(agreement: String, purpose: String, lists: [String], format: ExportFormat) {
      self.agreement = agreement
      self.purpose = purpose
      self.lists = lists
      self.format = format
    }
  }

  private let configuration: EngineConfiguration
  private let request: Request
  private let now: Instant
  private let cancellation: Cancellation?

  /// - Parameters:
  ///   - configuration: The archive, the folder for exports, and what a run can be told. Its
  ///     signing key is needed; its inbox is not read.
  ///   - now: The caller's clock.
  public init(
    _ configuration: EngineConfiguration, request: Request, now: Instant,
    cancellation: Cancellation? = nil
  ) {
    self.configuration = configuration
    self.request = request
    self.now = now
    self.cancellation = cancellation
  }

  /// Does it.
  ///
  /// - Returns: What was handed over, line by line.
  /// - Throws: `EngineError` with status 77 when the agreement, or the class of the recipient, does
  ///   not allow it; nothing is written then but the refusal's record in the log.
  public func run(progress: @escaping ProgressSink) throws -> [String] {
    let agreement = try SharingAgreement.read(path: request.agreement)
    guard let path = configuration.signingKey else {
      throw EngineError(
        "an export is signed, and no key is named",
        mend: "name one with --signing-key; countylines keys makes it", exit: .configuration)
    }
    let key = try SigningKey(path: path)
    let store = try StandingArchive.open(configuration.archive, .writing)
    let package: ExportPackage
    do {
      package = try self.package(agreement, store: store, key: key, progress: progress)
    } catch let refusal as EngineError where refusal.exit == .noPermission {
      try store.log(
        AuditEntry(
          .disclosure, "export", [agreement.id], recipient: agreement.recipient,
          reason: refusal.message, outcome: .denied))
      throw refusal
    }
    try ExportFolder(out: configuration.out).hand(package, archive: store)
    if let heads = configuration.heads {
      try AuditHeads(path: heads).note(store.auditHead(), at: now, key: key)
    }
    return lines(package)
  }

  /// The export, worked out and signed, with nothing of it written.
  func package(
    _ agreement: SharingAgreement, store: RecordArchive, key: SigningKey,
    progress: @escaping ProgressSink
  ) throws -> ExportPackage {
    let given = try agreement.permits(
      purpose: request.purpose, asked: request.lists, on: LondonTime.civil(now).day)
    let outcome = try outcome(for: agreement.audience, store: store, progress: progress)
    try agreement.checkAge(of: outcome.answers.picture.asOf, now: now)
    return try ExportPackage(
      outcome, agreement: agreement, purpose: request.purpose, given: given,
      format: request.format, now: now, key: key)
  }

  /// The lists for an audience. Where subjects stood in other runs is not taken into account, since
  /// those runs may have seen more.
  func outcome(
    for audience: Audience, store: RecordArchive, progress: @escaping ProgressSink
  ) throws -> Correlation.Outcome {
    try Correlation(
      archive: store, configuration: configuration,
      policy: PolicyFile.read(path: configuration.policy),
      workers: Workers(threads: configuration.threads, cancellation: cancellation),
      progress: progress, audience: audience
    ).run(asked: AskedMoment.read(configuration.asOf), earlier: [:])
  }

  private func lines(_ package: ExportPackage) -> [String] {
    let given = package.disclosure
    return [
      "exported   \(given.id) to \(given.recipient) (\(given.recipientClass)), under "
        + given.agreement,
      "for        \(given.purpose)",
    ]
      + package.counts.map { "  \($0.path): \($0.rows) rows" } + [
        "data to    \(given.dataThrough.iso8601)",
        "valid to   \(given.validUntil.iso8601)",
        "in         \(configuration.out)/\(given.id)",
        "verify     openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in MANIFEST.json "
          + "-sigfile MANIFEST.sig",
      ]
  }
}
