import Primitives

extension LooseLinks {
  /// The ends paired again at random.
  ///
  /// - Parameter attempts: Pairings to throw away before one is mended.
  /// - Returns: Nil if it could not be mended.
  func paired(attempts: Int, using generator: inout SeededGenerator) -> LooseLinks? {
    for _ in 0..<attempts {
      if let links = simplePairing(using: &generator) { return links }
    }
    return mendedPairing(using: &generator)
  }

  /// All ends that are to be paired; with direction those in, which are paired with those out.
  private func allEnds() -> [UInt32] {
    let into = (0..<count).map(to)
    return isDirected ? into : (0..<count).map(from) + into
  }

  /// The two ends of the next link, drawn from those that are left.
  private func shuffleNext(
    _ link: Int, _ ends: inout [UInt32], using generator: inout SeededGenerator
  ) -> (UInt32, UInt32) {
    let width = isDirected ? 1 : 2
    for place in (width * link)..<(width * (link + 1)) {
      ends.swapAt(place, place + generator.below(ends.count - place))
    }
    return isDirected ? (from(link), ends[link]) : (ends[2 * link], ends[2 * link + 1])
  }

  /// One pairing, nil at its first loop or repeat.
  private func simplePairing(using generator: inout SeededGenerator) -> LooseLinks? {
    var ends = allEnds()
    var links = self
    let taken = PairTable(capacity: count)
    defer { taken.deallocate() }
    for link in 0..<count {
      let (a, b) = shuffleNext(link, &ends, using: &generator)
      guard a != b, taken.insert(key(a, b)) else { return nil }
      links.pairs[link] = key(a, b)
    }
    return links
  }

  /// One pairing whose loops and repeats are exchanged with links chosen at random.
  private func mendedPairing(using generator: inout SeededGenerator) -> LooseLinks? {
    var ends = allEnds()
    var links = self
    let taken = PairTable(capacity: count)
    defer { taken.deallocate() }
    var isFaulty = [Bool](repeating: false, count: count)
    var faulty: [Int] = []
    for link in 0..<count {
      let (a, b) = shuffleNext(link, &ends, using: &generator)
      links.pairs[link] = key(a, b)
      if a == b || !taken.insert(key(a, b)) {
        isFaulty[link] = true
        faulty.append(link)
      }
    }
    // Where there is room to mend, nearly every try does.
    for link in faulty {
      var left = 100 + count
      while isFaulty[link] && left > 0 {
        left -= 1
        let other = generator.below(count)
        let (a, b) = (links.from(link), links.to(link))
        var (c, d) = (links.from(other), links.to(other))
        if !isDirected && generator.next() & 1 == 1 { swap(&c, &d) }
        let (one, two) = (key(a, d), key(c, b))
        guard !isFaulty[other], a != d, c != b, one != two, !taken.contains(one),
          !taken.contains(two)
        else { continue }
        taken.remove(key(c, d))
        _ = taken.insert(one)
        _ = taken.insert(two)
        links.pairs[link] = one
        links.pairs[other] = two
        isFaulty[link] = false
      }
      if isFaulty[link] { return nil }
    }
    return links
  }
}
