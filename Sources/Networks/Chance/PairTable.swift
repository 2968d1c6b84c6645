import Primitives

/// The pairs of nodes that are linked, for loops that add and remove links at random places.
///
/// Open addressing with linear probing in a table at most a quarter full; what is removed closes
/// its gap, so that nothing is left behind however long the loop. No pair is (0, 0), which marks an
/// empty place: the graphs have no loops.
///
/// Its memory is its own and read without checks, places being masked: with checked arrays the
/// exchanges of 20,000 links took 95 ns a try, so 55. Whoever makes it gives it back.
///
/// Memory: 32 to 64 bytes a pair, half as much again with the numbers of links.
struct PairTable {
  private let keys: UnsafeMutablePointer<UInt64>
  /// The link of each pair; nil where nobody asks.
  private let links: UnsafeMutablePointer<UInt32>?
  private let mask: Int
  /// What `touch` has read, so that it is read.
  private var touched: UInt64 = 0

  /// - Parameters:
  ///   - capacity: The most pairs there will be at once.
  ///   - numbersLinks: Whether `link(of:)` is going to be asked.
  init(capacity: Int, numbersLinks: Bool = false) {
    var places = 8
    while places < 4 * (capacity + 2) { places *= 2 }
    keys = .allocate(capacity: places)
    keys.initialize(repeating: 0, count: places)
    links = numbersLinks ? .allocate(capacity: places) : nil
    links?.initialize(repeating: 0, count: places)
    mask = places - 1
  }

  /// Gives the memory back. Nothing may be asked afterwards.
  func deallocate() {
    keys.deallocate()
    links?.deallocate()
  }

  /// An ordered pair as one word.
  @inline(__always)
  static func key(_ from: UInt32, _ to: UInt32) -> UInt64 { UInt64(from) << 32 | UInt64(to) }

  /// Where a key belongs.
  @inline(__always)
  private func home(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: StableHash.mix(key)) & mask
  }

  /// Where a key is, or the empty place where it would go.
  @inline(__always)
  func place(of key: UInt64) -> Int {
    var place = home(of: key)
    while keys[place] != 0 && keys[place] != key { place = (place &+ 1) & mask }
    return place
  }

  /// Reads where a key belongs, so that it is at hand when it is looked for.
  @inline(__always)
  mutating func touch(_ key: UInt64) { touched &+= keys[home(of: key)] }

  @inline(__always)
  func isEmpty(at place: Int) -> Bool { keys[place] == 0 }

  @inline(__always)
  func contains(_ key: UInt64) -> Bool { !isEmpty(at: place(of: key)) }

  /// The link of a pair; nil if it is not there.
  func link(of key: UInt64) -> Int? {
    let place = place(of: key)
    guard let links, !isEmpty(at: place) else { return nil }
    return Int(links[place])
  }

  /// Puts a pair that is not there at the place where it would go.
  @inline(__always)
  func put(_ key: UInt64, at place: Int, link: Int = 0) {
    keys[place] = key
    links?[place] = UInt32(truncatingIfNeeded: link)
  }

  /// Puts a pair; false if it was there.
  @inline(__always)
  func insert(_ key: UInt64, link: Int = 0) -> Bool {
    let place = place(of: key)
    guard isEmpty(at: place) else { return false }
    put(key, at: place, link: link)
    return true
  }

  /// Removes a pair that is there and moves up those behind it that would not be found otherwise.
  @inline(__always)
  func remove(_ key: UInt64) {
    var hole = place(of: key)
    var place = hole
    while true {
      place = (place &+ 1) & mask
      let other = keys[place]
      if other == 0 { break }
      // It may move to the hole when its home is not behind the hole.
      if (place &- home(of: other)) & mask >= (place &- hole) & mask {
        keys[hole] = other
        if let links { links[hole] = links[place] }
        hole = place
      }
    }
    keys[hole] = 0
  }
}
