extension SightingChunk {
  /// Where the columns of rows go: addresses of the first of them.
  struct Target: @unchecked Sendable {
    let plates: UnsafeMutablePointer<UInt64>
    let cameras: UnsafeMutablePointer<UInt32>
    let times: UnsafeMutablePointer<Int64>
    let directions: UnsafeMutablePointer<UInt8>
    let confidences: UnsafeMutablePointer<UInt8>
    let files: UnsafeMutablePointer<UInt32>
    let rows: UnsafeMutablePointer<UInt32>

    func advanced(by count: Int) -> Target {
      Target(
        plates: plates + count, cameras: cameras + count, times: times + count,
        directions: directions + count, confidences: confidences + count, files: files + count,
        rows: rows + count)
    }
  }

  private static let blockRows = 1_024

  /// Unpacks the rows of plates, given by their positions, as the archive's numbers.
  ///
  /// - Parameter target: Room for all rows of those plates.
  func unpack(plates range: Range<Int>, into target: Target) throws(ColumnChunk.Damage) {
    guard !range.isEmpty else { return }
    let first = Int(starts[range.lowerBound])
    let end = Int(starts[range.upperBound])
    let isSound = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.blockRows * 2) {
      scratch in
      guard let words = scratch.baseAddress else { return false }
      var isSound = unpackTimes(range, first: first, into: target, words)
      var at = first
      while at < end {
        let count = min(Self.blockRows, end &- at)
        let part = target.advanced(by: at &- first)
        isSound = unpack(at, count, into: part, words) && isSound
        at &+= count
      }
      return isSound
    }
    guard isSound else {
      throw ColumnChunk.Damage(what: "a chunk has a number that does not fit its column")
    }
  }

  /// Plates and times of whole plates.
  private func unpackTimes(
    _ range: Range<Int>, first: Int, into target: Target, _ words: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let gapWords = words + Self.blockRows
    let half = Self.blockRows
    var known = range.lowerBound..<range.lowerBound
    var gapsFrom = 0
    var gapsKnown = 0
    let gapsAll = rows &- plates.count
    plates.withUnsafeBufferPointer { plates in
      starts.withUnsafeBufferPointer { starts in
        for plate in range {
          if plate == known.upperBound {
            let count = min(half, range.upperBound &- plate)
            firstTimes.unpack(first: plate, count: count, into: words)
            known = plate..<(plate &+ count)
          }
          var row = Int(starts[plate])
          let end = Int(starts[plate &+ 1])
          var time = Int64(bitPattern: words[plate &- known.lowerBound] ^ Self.signBit)
          target.plates[row &- first] = plates[plate]
          target.times[row &- first] = time
          row &+= 1
          while row < end {
            // Of the rows before this one, all but one a plate have a gap.
            let gap = row &- plate &- 1
            if gap >= gapsFrom &+ gapsKnown {
              gapsFrom = gap
              gapsKnown = min(half, gapsAll &- gap)
              gaps.unpack(first: gap, count: gapsKnown, into: gapWords)
            }
            time &+= Int64(bitPattern: gapWords[gap &- gapsFrom])
            target.plates[row &- first] = plates[plate]
            target.times[row &- first] = time
            row &+= 1
          }
        }
      }
    }
    return true
  }

  /// All other columns of a block of rows.
  private func unpack(
    _ first: Int, _ count: Int, into target: Target, _ words: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    cameras.unpack(first: first, count: count, into: words)
    var used: UInt64 = 0
    for at in 0..<count {
      used |= words[at]
      target.cameras[at] = UInt32(truncatingIfNeeded: words[at])
    }
    var isSound = used <= UInt64(UInt32.max)
    isSound =
      directions.unpack(first: first, count: count, scratch: words, into: target.directions)
      && isSound
    isSound =
      confidences.unpack(first: first, count: count, scratch: words, into: target.confidences)
      && isSound
    let distanceWords = words + Self.blockRows
    distances.unpack(first: first, count: count, into: distanceWords)
    fileOf.unpack(first: first, count: count, into: words)
    used = 0
    files.withUnsafeBufferPointer { files in
      for at in 0..<count {
        // A position beyond the list is noticed below and must not be looked up.
        let isKnown = words[at] < UInt64(files.count)
        let file = isKnown ? Int(words[at]) : 0
        let expected = guess.row(file: file, time: target.times[at])
        let row = UInt64(bitPattern: expected &+ ZigZag.number(distanceWords[at]))
        used |= isKnown ? row : .max
        target.files[at] = files[file]
        target.rows[at] = UInt32(truncatingIfNeeded: row)
      }
    }
    return isSound && used <= UInt64(UInt32.max)
  }

  /// All rows as entries.
  func entries() throws(ColumnChunk.Damage) -> [SightingEntry] {
    let block = SightingBlock(count: rows)
    try unpack(plates: 0..<plates.count, into: block.target)
    return block.entries()
  }
}
