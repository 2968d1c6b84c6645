import Primitives

// Links and table lie in memory at random, and much of the time goes into waiting for them. So the
// choices are drawn a block ahead and what they will look at is read, all of it side by side,
// before the exchanges are made one after the other. 5,000,000 tries on 50,000 nodes and 500,000
// links: 1.9 s with a set of the library, 1.3 s with `PairTable` in checked arrays, 1.1 s looking
// ahead, .9 s with a table a quarter full, .5 s without checks.
extension LooseLinks {
  /// Exchanges ends of two links chosen at random, so many times tried.
  mutating func switchUndirected(tries: Int, using generator: inout SeededGenerator) {
    switching { count, exchanges in
      var choices = BlockOfChoices()
      while choices.begun < tries {
        choices.fill(upTo: tries) {
          let first = generator.below(count)
          let second = generator.below(count)
          // Either end of the second link may be the partner, or some graphs are never reached.
          return Choice(first: first, second: second, isOther: generator.next() & 1 == 1)
        }
        for choice in choices { exchanges.lookAhead(choice) }
        for choice in choices { exchanges.tryUndirected(choice) }
      }
    }
  }

  /// Exchanges the targets of two links chosen at random, or turns a circle of three round.
  mutating func switchDirected(
    tries: Int, nodeCount: Int, using generator: inout SeededGenerator
  ) {
    switching { count, exchanges in
      var choices = BlockOfChoices()
      while choices.begun < tries {
        choices.fill(upTo: tries) {
          let first = generator.below(count)
          let isCircle = generator.next() & 3 == 0
          return Choice(
            first: first, second: generator.below(isCircle ? nodeCount : count), isOther: isCircle)
        }
        for choice in choices where !choice.isOther { exchanges.lookAhead(choice) }
        for choice in choices { exchanges.tryDirected(choice) }
      }
    }
  }

  private mutating func switching(_ body: (Int, inout Exchanges) -> Void) {
    guard count > 1 else { return }
    let count = count
    let taken = PairTable(capacity: count, numbersLinks: isDirected)
    defer { taken.deallocate() }
    for link in 0..<count { _ = taken.insert(pairs[link], link: link) }
    let isDirected = isDirected
    pairs.withUnsafeMutableBufferPointer { pairs in
      guard let base = pairs.baseAddress else { return }
      var exchanges = Exchanges(pairs: base, taken: taken, isDirected: isDirected)
      body(count, &exchanges)
    }
  }
}

/// What a try has chosen.
private struct Choice {
  var first = 0
  var second = 0
  /// The other end of the second link, or a circle in place of a second link.
  var isOther = false
}

/// Choices drawn ahead.
private struct BlockOfChoices: Sequence {
  private var choices = [Choice](repeating: Choice(), count: 64)
  private var size = 0
  private(set) var begun = 0

  mutating func fill(upTo tries: Int, _ draw: () -> Choice) {
    size = Swift.min(choices.count, tries - begun)
    begun += size
    for place in 0..<size { choices[place] = draw() }
  }

  func makeIterator() -> ArraySlice<Choice>.Iterator { choices[0..<size].makeIterator() }
}

/// The links being exchanged and the table of their pairs.
private struct Exchanges {
  let pairs: UnsafeMutablePointer<UInt64>
  var taken: PairTable
  let isDirected: Bool

  @inline(__always)
  private func ends(_ link: Int) -> (UInt32, UInt32) {
    let pair = pairs[link]
    return (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
  }

  /// The pair without direction.
  @inline(__always)
  private func key(_ a: UInt32, _ b: UInt32) -> UInt64 {
    PairTable.key(min(a, b), max(a, b))
  }

  /// Reads what a choice will look at.
  @inline(__always)
  mutating func lookAhead(_ choice: Choice) {
    taken.touch(pairs[choice.first])
    taken.touch(pairs[choice.second])
    let (a, b) = ends(choice.first)
    let (c, d) = ends(choice.second)
    if isDirected {
      taken.touch(PairTable.key(a, d))
      taken.touch(PairTable.key(c, b))
    } else {
      taken.touch(choice.isOther ? key(a, c) : key(a, d))
      taken.touch(choice.isOther ? key(d, b) : key(c, b))
    }
  }

  /// Makes a–b and c–d into a–d and c–b, unless one of these is a loop or there.
  @inline(__always)
  func tryUndirected(_ choice: Choice) {
    let (a, b) = ends(choice.first)
    let (lower, upper) = ends(choice.second)
    let c = choice.isOther ? upper : lower
    let d = choice.isOther ? lower : upper
    if choice.first == choice.second || a == d || c == b { return }
    exchange(choice, for: key(a, d), and: key(c, b))
  }

  /// Makes a → b and c → d into a → d and c → b, or turns a circle round.
  @inline(__always)
  func tryDirected(_ choice: Choice) {
    if choice.isOther {
      turnCircle(choice.first, third: UInt32(truncatingIfNeeded: choice.second))
      return
    }
    let (a, b) = ends(choice.first)
    let (c, d) = ends(choice.second)
    if choice.first == choice.second || a == d || c == b { return }
    exchange(choice, for: PairTable.key(a, d), and: PairTable.key(c, b))
  }

  @inline(__always)
  private func exchange(_ choice: Choice, for one: UInt64, and two: UInt64) {
    let place = taken.place(of: one)
    guard taken.isEmpty(at: place), !taken.contains(two) else { return }
    taken.put(one, at: place, link: choice.first)
    _ = taken.insert(two, link: choice.second)
    taken.remove(pairs[choice.first])
    taken.remove(pairs[choice.second])
    pairs[choice.first] = one
    pairs[choice.second] = two
  }

  /// Turns a → b → c → a round, where none of the three goes both ways.
  ///
  /// A circle is as likely to be chosen as the one that it becomes: by any of its links and the
  /// one node that closes it.
  private func turnCircle(_ link: Int, third c: UInt32) {
    let (a, b) = ends(link)
    guard let onward = taken.link(of: PairTable.key(b, c)),
      let home = taken.link(of: PairTable.key(c, a)), !taken.contains(PairTable.key(b, a)),
      !taken.contains(PairTable.key(c, b)), !taken.contains(PairTable.key(a, c))
    else { return }
    for old in [link, onward, home] {
      let (x, y) = ends(old)
      taken.remove(pairs[old])
      pairs[old] = PairTable.key(y, x)
      _ = taken.insert(pairs[old], link: old)
    }
  }
}
