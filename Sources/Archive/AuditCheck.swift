/// Whether a log is what was written, record for record.
public enum AuditCheck {
  /// Looks at a log, and at heads of it that were noted elsewhere.
  ///
  /// The chain by itself shows a record that was edited, taken out, put in or moved. A log that was
  /// cut off at its end, put back to an older copy, or hashed anew from some record on shows only
  /// against heads that were noted outside the archive.
  ///
  /// - Parameters:
  ///   - log: All records, oldest first.
  ///   - heads: Heads noted before, in any order.
  /// - Returns: What is wrong, each a sentence; empty when all is well.
  /// - Complexity: O(records + heads log heads).
  public static func findings(log: [AuditRecord], heads: [AuditHead]) -> [String] {
    var findings: [String] = []
    var before = AuditHead.none
    for record in log {
      if record.number != before.number + 1 {
        findings.append(
          "record \(record.number) follows record \(before.number): some were taken out or put in")
      }
      if record.previous != before.hash {
        findings.append("record \(record.number) does not continue the record before it")
      }
      if record.hash != record.rightHash {
        findings.append("record \(record.number) is not what was written")
      }
      before = AuditHead(number: record.number, hash: record.hash)
    }
    let hashes = Dictionary(
      log.map { ($0.number, $0.hash) }, uniquingKeysWith: { first, _ in first })
    for head in heads.sorted(by: { $0.number < $1.number }) where head.number > 0 {
      if let hash = hashes[head.number] {
        if hash != head.hash {
          findings.append("record \(head.number) is not the one whose head was noted")
        }
      } else {
        findings.append(
          "the log ends at record \(before.number), and a head of record \(head.number) was noted: "
            + "it was cut off, or put back to an older copy")
      }
    }
    return findings
  }
}
