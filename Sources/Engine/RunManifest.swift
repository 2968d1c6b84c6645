import Foundation

/// `run.json`: what was run, over which inputs, with which configuration, and what came of it.
struct RunManifest: Codable {
  struct Input: Codable {
    var source: String
    var kind: String
    var name: String
    var digest: String
    var bytes: Int
    var read: Int
    var stored: Int
    var quarantined: Int
    var alreadyHeld: Int
  }

  /// Why a file of the inbox was refused in this run.
  struct Refusal: Codable {
    var path: String
    var digest: String
    var reason: String
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
  var inputs: [Input]
  /// The sum over all inputs.
  var rowsRead: Int
  var rowsStored: Int
  var rowsQuarantined: Int
  var rowsAlreadyHeld: Int
  var refused: [Refusal]
  /// Records graded E that were set aside, by kind.
  var suspectedFalse: [String: Int]
  var repeatedSightings: Int
  var collateral: Collateral
  var warnings: [String]
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
