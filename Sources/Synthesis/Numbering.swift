import Primitives

/// A one-to-one scattering of 0 ..< space, so that neighbours in the making are not neighbours in
/// the feeds and an identifier says nothing of the role its bearer plays.
struct Scattering: Sendable {
  let space: UInt64
  private let offset: UInt64

  /// - Parameter space: Not a multiple of the Mersenne prime 2³¹ − 1; below 2³³.
  init(space: UInt64, seed: UInt64) {
    precondition(space > 0 && space % 2_147_483_647 != 0, "the step must not divide the space")
    self.space = space
    offset = StableHash.mix(seed) % space
  }

  func callAsFunction(_ index: Int) -> UInt64 {
    precondition(UInt64(index) < space, "more things than there are numbers for them")
    return (UInt64(index) &* 2_147_483_647 &+ offset) % space
  }
}

/// Registrations by number: the same number, the same plate; two numbers, two plates.
///
/// Most are in the current style; a few are prefix, Northern Ireland or foreign ones, which are of
/// other shapes and so never equal one in the current style.
struct PlateMaker: Sendable {
  private static let tags = Array("ABCDEFGHJKLMNOPRSTUVWXY".utf8)
  private static let randoms = Array("ABCDEFGHJKLMNOPRSTUVWXYZ".utf8)
  private static let ages: [UInt64] = Array(2...25) + Array(51...75)
  private let current: Scattering
  private let other: Scattering
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    current = Scattering(space: 23 * 23 * 49 * 24 * 24 * 24, seed: seed)
    other = Scattering(space: 20 * 999 * 23 * 23 - 1, seed: seed &+ 1)
  }

  /// The characters, the first in the lowest byte; at most seven of them.
  func packed(_ index: Int) -> UInt64 {
    let dice = StableHash.mix(UInt64(index) ^ seed) % 1000
    return dice < 955 ? currentStyle(index) : otherStyle(index, dice: dice)
  }

  private func currentStyle(_ index: Int) -> UInt64 {
    var x = current(index)
    var bytes = [UInt8](repeating: 0, count: 7)
    for at in [6, 5, 4] {
      bytes[at] = Self.randoms[Int(x % 24)]
      x /= 24
    }
    let age = Self.ages[Int(x % 49)]
    x /= 49
    (bytes[2], bytes[3]) = (UInt8(48 + age / 10), UInt8(48 + age % 10))
    (bytes[1], bytes[0]) = (Self.tags[Int(x % 23)], Self.tags[Int(x / 23 % 23)])
    return Self.pack(bytes)
  }

  private func otherStyle(_ index: Int, dice: UInt64) -> UInt64 {
    var x = other(index)
    let digits = Array(String(1000 + x % 999 + 1).utf8.suffix(3))
    x /= 999
    let (a, b, c) = (
      Self.tags[Int(x % 20)], Self.randoms[Int(x / 20 % 23)],
      Self.randoms[Int(x / 460 % 23)]
    )
    switch dice {
    case ..<975: return Self.pack([a] + digits + [b, c, 0x41])  // A123BCA, prefix
    case ..<985: return Self.pack([b, c, 0x5A, 0x31 + a % 9] + digits)  // BCZ1234, Northern Ireland
    default: return Self.pack(digits.prefix(1) + [0x50, b, a] + digits.suffix(2) + [c])  // foreign
    }
  }

  private static func pack(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 &<< 8 | UInt64($1) }
  }

  /// The text of packed characters.
  static func text(_ packed: UInt64) -> String {
    var word = packed
    var bytes: [UInt8] = []
    while word != 0 {
      bytes.append(UInt8(truncatingIfNeeded: word))
      word &>>= 8
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
