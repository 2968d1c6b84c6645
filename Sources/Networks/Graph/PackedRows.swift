/// A list of numbers for each of many things, packed end to end.
///
///     offsets   0     2  2        5
///               |  0  |1 |   2    |
///     values    [ 7 9 ]  [ 1 3 4 ]
///
/// 4 bytes a number and 4 a list, where an array of arrays takes 48 a list besides its numbers.
public struct PackedRows: RandomAccessCollection, Hashable, Sendable {
  let offsets: [UInt32]
  let values: [UInt32]

  /// - Parameters:
  ///   - offsets: Where each list begins, and the end.
  ///   - values: All lists, one after the other.
  init(offsets: [UInt32], values: [UInt32]) {
    precondition(
      offsets.first == 0 && Int(offsets[offsets.count - 1]) == values.count,
      "packed lists begin at 0 and end where their numbers end")
    self.offsets = offsets
    self.values = values
  }

  /// Always 0.
  public var startIndex: Int { 0 }

  /// The number of lists.
  public var endIndex: Int { offsets.count - 1 }

  /// The numbers of one list.
  public subscript(list: Int) -> ArraySlice<UInt32> {
    values[Int(offsets[list])..<Int(offsets[list + 1])]
  }

  /// How many numbers a list has.
  public func count(of list: Int) -> Int { Int(offsets[list + 1] - offsets[list]) }

  /// Where lists of the given sizes begin, and the end.
  static func offsets(ofSizes sizes: [UInt32]) -> [UInt32] {
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(sizes.count + 1)
    var end: UInt32 = 0
    for size in sizes {
      end += size
      offsets.append(end)
    }
    return offsets
  }
}
