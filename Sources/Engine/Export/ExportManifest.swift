import Foundation
import Primitives

/// `MANIFEST.json` of an export: what was given, under what, and for how long. Its signature, by
/// Ed25519, stands beside it in `MANIFEST.sig`, 64 bytes.
///
/// It says nothing of what the recipient may not see: no count, digest or identifier in it depends
/// on more than the copy itself.
struct ExportManifest: Codable, Hashable {
  /// One file.
  struct File: Codable, Hashable {
    var path: String
    var rows: Int
    var sha256: String
  }

  var exportId: String
  var copy: String
  var agreement: String
  var recipient: String
  var recipientClass: String
  var purpose: String
  var issuedAt: String
  var validUntil: String
  var dataThrough: String
  /// Protective marking.
  var marking: String
  /// Who authorised that records with conditions were used; nil when none was.
  var conditionsAuthorisedBy: String?
  var format: String
  var codeVersion: String
  /// What the lists are and are not.
  var standing =
    "draft: the lists propose, a named person decides; scores and grounds are inferred"
  var files: [File]

  /// The manifest as it is signed.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
