import Picture
import Primitives
import Vocabulary

/// Which numbers were used in which handsets.
///
/// A handset with more numbers than the ceiling is a repeater, a tester or a made-up identifier,
/// and ties nobody.
struct HandsetIndex: Sendable {
  /// Most numbers that one handset may tie. The default fits a person who changes cards often.
  static let numbersMax = 12

  private let pairs: [(handset: UInt64, number: UInt32)]
  private let handsetsOfNumber: [UInt32: [UInt64]]

  init(_ picture: RegionalPicture, book: ContactBook) {
    let imeis = picture.holdings.calls.imeis
    var pairs: [(handset: UInt64, number: UInt32)] = []
    var seen: Set<UInt64> = []
    var caller: UInt32?
    for row in imeis.indices {
      if caller != book.callerOfRow[row] {
        caller = book.callerOfRow[row]
        seen.removeAll(keepingCapacity: true)
      } else if row > 0 && imeis[row] == imeis[row - 1] {
        continue
      }
      if imeis[row] != 0 && seen.insert(imeis[row]).inserted {
        pairs.append((imeis[row], book.callerOfRow[row]))
      }
    }
    var ofNumber: [UInt32: [UInt64]] = [:]
    for pair in pairs { ofNumber[pair.number, default: []].append(pair.handset) }
    handsetsOfNumber = ofNumber.mapValues { Array(Set($0)).sorted() }
    self.pairs = pairs.sorted { ($0.handset, $0.number) < ($1.handset, $1.number) }
  }

  /// Whether any call names a handset.
  var isEmpty: Bool { pairs.isEmpty }

  /// Handsets a number was used in, ascending.
  func handsets(of number: Int) -> [UInt64] { handsetsOfNumber[UInt32(number)] ?? [] }

  /// Numbers used in a handset, ascending without repeats; none when it ties too many.
  func numbers(in handset: UInt64) -> [Int] {
    var low = 0
    var high = pairs.count
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle].handset < handset { low = middle + 1 } else { high = middle }
    }
    var result: [Int] = []
    while low < pairs.count && pairs[low].handset == handset {
      if result.last != Int(pairs[low].number) { result.append(Int(pairs[low].number)) }
      if result.count > Self.numbersMax { return [] }
      low += 1
    }
    return result
  }

  /// Handsets both numbers were used in, ascending, those that tie too many left out.
  func shared(_ left: Int, _ right: Int) -> [UInt64] {
    let others = handsets(of: right)
    return handsets(of: left).filter { others.contains($0) && !numbers(in: $0).isEmpty }
  }
}
