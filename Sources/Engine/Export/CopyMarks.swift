import Crypto
import Foundation
import Primitives
import Vocabulary

/// What every row of a copy says, so that any row tells which copy it was taken from.
///
/// The copy's mark and the references of its rows are keyed hashes of who receives, what for and
/// when, with a key that only the holders have: nobody can make one, and they do not tell what else
/// the archive holds.
struct CopyMarks {
  /// The newest moment that the data reach.
  let dataThrough: Instant
  let issuedAt: Instant
  /// Until when the copy may be used.
  let validUntil: Instant
  /// The highest marking of what went in. Files marked above it are not taken in at all.
  let marking = "OFFICIAL-SENSITIVE"
  /// The copy's name, 12 hexadecimal digits after `C`.
  let copy: String

  private let key: SymmetricKey

  init(
    agreement: SharingAgreement, purpose: String, dataThrough: Instant, issuedAt: Instant,
    signedWith signing: SigningKey
  ) {
    self.dataThrough = dataThrough
    self.issuedAt = issuedAt
    validUntil = agreement.validUntil(from: issuedAt)
    let about = [agreement.id, agreement.recipient, purpose, issuedAt.iso8601]
      .joined(separator: "\n")
    key = SymmetricKey(data: signing.secret(for: "copy\n" + about))
    copy = "C" + Self.tag("copy", key: key)
  }

  /// The reference of a subject in this copy, and in no other: `E` and 12 hexadecimal digits.
  func reference(_ list: ListKind, _ subject: String) -> String {
    "E" + Self.tag(list.rawValue + "\n" + subject, key: key)
  }

  private static func tag(_ text: String, key: SymmetricKey) -> String {
    HexText.of(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).prefix(6))
  }
}
