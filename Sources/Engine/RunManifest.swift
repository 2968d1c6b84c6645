import Foundation

/// `run.json`: what was run, over which inputs, with which configuration, and what came of it.
struct RunManifest: Codable {
  /// One file of the inbox, and what became of it in this run.
  struct Input: Codable {
    /// `source/name`, as in the inbox.
    var file: String
    var source: String
    var kind: String
    var sha256: String
    var bytes: Int
    /// `stored`, `already held` or `refused`.
    var fate: String
    var read: Int
    var stored: Int
    var quarantined: Int
    var alreadyHeld: Int
    /// Rows that the mapping leaves out; not among `read`.
    var leftOut: Int
    var warnings: [String: Int]
    var notes: [String]
    /// Why it was refused.
    var refusal: String?
  }

  /// One file that the archive holds, with the counts of the day on which it came.
  struct Held: Codable {
    var file: String
    var sha256: String
    var read: Int
    var stored: Int
    var quarantined: Int
    var alreadyHeld: Int
  }

  /// The sum over all inputs that were not refused: read = stored + quarantined + already held.
  struct Totals: Codable {
    var read: Int
    var stored: Int
    var quarantined: Int
    var alreadyHeld: Int
    var filesRefused: Int
  }

  /// How much of the traffic was touched.
  struct Collateral: Codable {
    var platesRead: Int
    var platesTouchingASeed: Int
    var platesShown: Int
  }

  var runId: String
  var codeVersion: String
  var asOf: String
  var seed: UInt64
  /// Everything a person could set, by name.
  var configuration: [String: String]
  /// SHA-256 of the configuration and the policy as they took effect.
  var configurationDigest: String
  /// A digest of everything the archive held.
  var inputsDigest: String
  var previousRunId: String?
  /// Every file of the inbox. Of a refused file nothing is counted but what was read of it.
  var inputs: [Input]
  /// Every file that the lists stand on.
  var held: [Held]
  var totals: Totals
  /// Records graded E that were set aside, by kind.
  var suspectedFalse: [String: Int]
  var repeatedSightings: Int
  var collateral: Collateral
  var warnings: [String]
  /// What each column of each ranked list rests on: list, column, basis.
  var columnBasis: [String: [String: String]]?
  /// Seconds by stage.
  var stageSeconds: [String: Double]
  /// SHA-256 of each list, by path.
  var lists: [String: String]

  /// The manifest as it is published.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
