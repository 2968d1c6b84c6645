import Crypto
import Foundation

/// A key that signs what leaves the archive: Ed25519 (RFC 8032), in PEM files that other tools read
/// (RFC 8410).
struct SigningKey {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key.
  init() { key = Curve25519.Signing.PrivateKey() }

  /// Reads a private key.
  ///
  /// - Throws: When the file cannot be read, others may read it too, or it is no Ed25519 key.
  init(path: String) throws(EngineError) {
    let bytes = try PEMFile.read(path, label: PEMFile.privateLabel, isSecret: true)
    guard bytes.count == 48, Array(bytes.prefix(16)) == PEMFile.privatePrefix,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.suffix(32))
    else { throw PEMFile.noKey(path) }
    self.key = key
  }

  /// The signature of some bytes: 64 bytes.
  func signature(of bytes: Data) throws -> Data { try key.signature(for: bytes) }

  /// 32 bytes that follow from the key and a purpose, and tell nothing of the key.
  func secret(for purpose: String) -> Data {
    Data(
      HMAC<SHA256>.authenticationCode(
        for: Data(("countylines\n" + purpose).utf8),
        using: SymmetricKey(data: key.rawRepresentation)))
  }

  /// The half that anybody may have.
  var verifying: VerifyingKey { VerifyingKey(key.publicKey) }

  /// The private key as PEM.
  var pem: String {
    PEMFile.text(
      Data(PEMFile.privatePrefix) + key.rawRepresentation, label: PEMFile.privateLabel)
  }
}

/// The public half of a signing key.
struct VerifyingKey {
  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// Reads a public key.
  init(path: String) throws(EngineError) {
    let bytes = try PEMFile.read(path, label: PEMFile.publicLabel, isSecret: false)
    guard bytes.count == 44, Array(bytes.prefix(12)) == PEMFile.publicPrefix,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.suffix(32))
    else { throw PEMFile.noKey(path) }
    self.key = key
  }

  /// Whether the signature is this key's, of these bytes.
  func isRight(_ signature: Data, of bytes: Data) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }

  /// The public key as PEM.
  var pem: String {
    PEMFile.text(Data(PEMFile.publicPrefix) + key.rawRepresentation, label: PEMFile.publicLabel)
  }
}

/// Keys in the textual form of RFC 7468: base 64 between two lines.
enum PEMFile {
  static let privateLabel = "PRIVATE KEY"
  static let publicLabel = "PUBLIC KEY"
  /// What stands before the 32 bytes of an Ed25519 key in its PKCS #8 and SubjectPublicKeyInfo.
  static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func text(_ bytes: Data, label: String) -> String {
    "-----BEGIN \(label)-----\n\(bytes.base64EncodedString())\n-----END \(label)-----\n"
  }

  static func read(_ path: String, label: String, isSecret: Bool) throws(EngineError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EngineError(
        "the key \(path) cannot be read", mend: "make one with countylines keys, and name its file",
        exit: .noInput)
    }
    if isSecret {
      let mode =
        (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? NSNumber
      guard let mode, mode.intValue & 0o077 == 0 else {
        throw EngineError(
          "the private key \(path) can be read by others", mend: "chmod 600 \(path)",
          exit: .configuration)
      }
    }
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard lines.count >= 3, lines[0] == "-----BEGIN \(label)-----",
      lines[lines.count - 1] == "-----END \(label)-----",
      let bytes = Data(base64Encoded: lines[1..<(lines.count - 1)].joined())
    else { throw noKey(path) }
    return bytes
  }

  static func noKey(_ path: String) -> EngineError {
    EngineError(
      "\(path) does not hold the key that is needed here",
      mend: "name a key that countylines keys or openssl genpkey -algorithm ed25519 made",
      exit: .configuration)
  }
}
