extension SightingChunk {
  /// Packs sorted sightings of one day.
  ///
  /// - Parameters:
  ///   - entries: At most `rowsMax`; plates must not fall. All else may be anything.
  ///   - fitting: Fitted to the whole day; one fitted to other rows costs space and no more.
  static func encode(
    _ entries: UnsafeBufferPointer<SightingEntry>, _ fitting: RowFitting
  ) -> [UInt8] {
    precondition(entries.count <= rowsMax, "a chunk is limited")
    let rows = entries.count
    let files = Set(entries.lazy.map(\.file)).sorted()
    let fileOf = positions(of: files, in: entries)
    let starts = Starts(entries)

    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows * 6 + 256)
    ColumnChunk.append(UInt64(magic), bytes: 4, to: &bytes)
    for count in [rows, starts.plates, starts.ranks.count, files.count] {
      ColumnChunk.append(UInt64(count), bytes: 4, to: &bytes)
    }
    for file in files { ColumnChunk.append(UInt64(file), bytes: 4, to: &bytes) }
    bytes += starts.bits
    SortedNumbers.append(starts.ranks, to: &bytes)
    SortedNumbers.append(starts.others, to: &bytes)
    PatchedNumbers.append(starts.firstTimes, to: &bytes)
    PatchedNumbers.append(starts.gaps, to: &bytes)
    PatchedNumbers.append(entries.map { UInt64($0.place) }, to: &bytes)
    ByteColumn.append(entries.map(\.direction), to: &bytes)
    ByteColumn.append(entries.map(\.confidence), to: &bytes)
    PatchedNumbers.append(fileOf, to: &bytes)
    let guess = fitting.guess(of: files)
    guess.append(to: &bytes)
    var distances: [UInt64] = []
    distances.reserveCapacity(rows)
    for (at, entry) in entries.enumerated() {
      let expected = guess.row(file: Int(fileOf[at]), time: entry.time)
      distances.append(ZigZag.word(Int64(entry.row) &- expected))
    }
    PatchedNumbers.append(distances, to: &bytes)
    let sum = bytes.withUnsafeBytes { checksum($0) }
    ColumnChunk.append(sum, bytes: 8, to: &bytes)
    return bytes
  }

  private static func positions(
    of files: [UInt32], in entries: UnsafeBufferPointer<SightingEntry>
  ) -> [UInt64] {
    guard files.count > 1 else { return [UInt64](repeating: 0, count: entries.count) }
    return entries.map { entry in
      var low = 0
      var high = files.count
      while low < high {
        let middle = (low + high) / 2
        if files[middle] < entry.file { low = middle + 1 } else { high = middle }
      }
      return UInt64(low)
    }
  }

  /// Where plates begin, and what is kept of them and of times.
  private struct Starts {
    var plates = 0
    var bits: [UInt8]
    var ranks: [UInt64] = []
    var others: [UInt64] = []
    var firstTimes: [UInt64] = []
    var gaps: [UInt64] = []

    init(_ entries: UnsafeBufferPointer<SightingEntry>) {
      bits = [UInt8](repeating: 0, count: (entries.count + 7) / 8)
      gaps.reserveCapacity(entries.count)
      for (row, entry) in entries.enumerated() {
        guard row == 0 || entry.plate != entries[row - 1].plate else {
          gaps.append(UInt64(bitPattern: entry.time &- entries[row - 1].time))
          continue
        }
        precondition(row == 0 || entry.plate > entries[row - 1].plate, "plates must not fall")
        plates += 1
        bits[row / 8] |= 1 &<< UInt8(row % 8)
        firstTimes.append(UInt64(bitPattern: entry.time) ^ SightingChunk.signBit)
        if let rank = PlateRank.of(entry.plate) {
          ranks.append(rank)
        } else {
          others.append(entry.plate)
        }
      }
    }
  }
}
