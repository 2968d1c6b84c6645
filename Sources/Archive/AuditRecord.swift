import Crypto
public import Primitives

/// What was done with what: the part of an audit record that its author writes.
///
/// Identifiers only, never content: a digest of a file, a run, `source:id`, an entity. The six
/// operations are those that section 62 of the Data Protection Act 2018 has logged; administration
/// is what keeps the archive itself (a backup, a restore).
public struct AuditEntry: Hashable, Sendable {
  /// What kind of thing was done. Raw values are in the archive.
  public enum Operation: String, CaseIterable, Hashable, Sendable {
    case collection, alteration, consultation, disclosure, combination, erasure, administration
  }

  /// How it ended. Raw values are in the archive.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    case done, denied, failed
  }

  /// What was done.
  public var operation: Operation
  /// What kind of thing it was done to, such as `file`, `run` or `controllers`; not empty.
  public var objectKind: String
  /// Which ones.
  public var objects: [String]
  /// How many rows were concerned; at least 0.
  public var rows: Int
  /// Who received it: of a disclosure, and of nothing else.
  public var recipient: String?
  /// Why, as its author wrote it; may be empty.
  public var reason: String
  /// How it ended.
  public var outcome: Outcome

  /// What was done with what.
  public init(
    _ operation: Operation, _ objectKind: String, _ objects: [String], rows: Int = 0,
    recipient: String? = nil, reason: String = "", outcome: Outcome = .done
  ) {
    self.operation = operation
    self.objectKind = objectKind
    self.objects = objects
    self.rows = rows
    self.recipient = recipient
    self.reason = reason
    self.outcome = outcome
  }
}

/// One link of the chain.
public struct AuditRecord: Hashable, Sendable {
  /// Its place in the chain, from 1.
  public let number: Int
  /// When.
  public let at: Instant
  /// Who.
  public let actor: String
  /// What was done.
  public let entry: AuditEntry
  /// The hash of the record before; 32 zeros for the first.
  public let previous: [UInt8]
  /// The hash that stands with the record.
  public let hash: [UInt8]

  /// The hash that the record should have: SHA-256 of a zero byte, the hash of the record before,
  /// and every field with its length before it, so that no two records give the same bytes.
  public var rightHash: [UInt8] {
    var bytes: [UInt8] = [0]
    func add(_ number: Int64) {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number &>> Int64(shift)))
      }
    }
    func add(_ text: String) {
      add(Int64(text.utf8.count))
      bytes += Array(text.utf8)
    }
    bytes += previous
    add(Int64(number))
    add(at.seconds)
    add(actor)
    add(entry.operation.rawValue)
    add(entry.objectKind)
    add(Int64(entry.objects.count))
    for object in entry.objects { add(object) }
    add(Int64(entry.rows))
    add(entry.recipient == nil ? 0 : 1)
    add(entry.recipient ?? "")
    add(entry.reason)
    add(entry.outcome.rawValue)
    return Array(SHA256.hash(data: bytes))
  }
}

/// The end of the chain at a moment: enough to know later whether what stood then still stands.
public struct AuditHead: Hashable, Sendable {
  /// The number of the last record; 0 when there is none.
  public var number: Int
  /// Its hash; 32 zeros when there is none.
  public var hash: [UInt8]

  /// The end of a chain.
  public init(number: Int, hash: [UInt8]) {
    self.number = number
    self.hash = hash
  }

  /// Before the first record.
  public static let none = AuditHead(number: 0, hash: [UInt8](repeating: 0, count: 32))
}
