import Intake
import Tabular
import Vocabulary

/// What became of one file of the inbox. `read = stored + quarantined + alreadyHeld`, always.
public struct FileReport: Hashable, Sendable {
  /// What happened to it as a whole.
  public enum Fate: String, Hashable, Sendable {
    /// Taken in now.
    case stored
    /// Its bytes are in the archive; nothing changed.
    case alreadyHeld = "already held"
    /// It was retracted by a person, and is not read again.
    case retracted
    /// Nothing of it was kept.
    case refused
  }

  /// `source/file`.
  public var path: String
  /// The kind its rows are.
  public var kind: String
  /// SHA-256 of its bytes.
  public var digest: String
  /// Its size as delivered.
  public var bytes: Int
  public var fate: Fate
  public var read: Int
  public var stored: Int
  public var quarantined: Int
  public var alreadyHeld: Int
  /// Rows that the mapping's `where` leaves out; not among `read`.
  public var leftOut: Int
  /// Warnings by code.
  public var warnings: [String: Int]
  /// Sentences about the file as a whole.
  public var notes: [String]
  /// Why it was refused, and the mend.
  public var refusal: String?
  /// The first rows set aside: place, column, reason and mend, without values.
  public var examples: [String]
  /// Seconds it took.
  public var seconds: Double

  /// The counts as one line.
  public var sentence: String {
    switch fate {
    case .refused: "refused: \(refusal ?? "it cannot be read")"
    case .retracted: "not read: \(notes.joined(separator: "; "))"
    case .alreadyHeld:
      "already held: read \(read) = stored 0 + quarantined 0 + already held \(read)"
    case .stored:
      "read \(read) = stored \(stored) + quarantined \(quarantined) + already held \(alreadyHeld)"
    }
  }
}

extension FileReport {
  /// A file of which nothing is known yet but its name; refused until the opposite is shown.
  init(_ found: InboxScan.Found) {
    self.init(
      path: found.source + "/" + found.fileName, kind: found.kind.rawValue, digest: "", bytes: 0,
      fate: .refused, read: 0, stored: 0, quarantined: 0, alreadyHeld: 0, leftOut: 0,
      warnings: [:], notes: [], refusal: nil, examples: [], seconds: 0)
  }

  /// Reads the file and notes how long it took. What refuses the file is noted in the report and
  /// goes no further; what stops the work is thrown.
  mutating func fill(by work: (inout FileReport) throws -> Void) throws {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      try work(&self)
    } catch let refusal as IntakeError {
      refuse(refusal.description)
      read = refusal.rowsRead
      examples = refusal.examples.map { IngestFiles.sentence($0.diagnostic) }
    } catch let refusal as TabularError {
      refuse("[\(refusal.code)] \(refusal.message), \(refusal.mend)")
    } catch let refusal as EngineError where refusal.exit == .noInput {
      refuse("\(refusal.message), \(refusal.mend)")
    }
    seconds = Engine.seconds(clock.now - start)
  }

  private mutating func refuse(_ why: String) {
    fate = .refused
    refusal = why
    stored = 0
    quarantined = 0
    alreadyHeld = 0
  }
}
