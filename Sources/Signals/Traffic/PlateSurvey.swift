import Primitives

/// Goes through the plates of all days, part by part, and says of each whether it matters.
struct PlateSurvey: Sendable {
  let days: [DaySummary]
  /// For each day, the picture's position of each of its areas.
  let areas: [[UInt32]]
  let corridors: Corridors
  /// Plates that records lead to.
  let named: Set<UInt64>
  /// Plates of which it must be known how often they were read.
  let doubted: Set<UInt64>
  /// Fewest reads of a vehicle with a trip: the way there, the stay, the way back.
  static let readsMin = 4

  /// What one part says.
  struct Part: Sendable {
    /// Different plates.
    var count = 0
    var wanted: [UInt64] = []
    /// Reads of the wanted ones.
    var reads = 0
    /// Reads of the doubted ones.
    var doubted: [UInt64: Int] = [:]
  }

  /// The days of the plates of a part, in columns; areas of entry e are
  /// `areas[starts[e] ..< starts[e + 1]]`.
  private struct Entries {
    var plates: [UInt64] = []
    var reads: [Int] = []
    var days: [Int64] = []
    var areas: [UInt32] = []
    var starts = [0]
  }

  func part(_ part: Int) -> Part {
    let entries = entries(ofPart: part)
    let order = ColumnSort.order(of: entries.plates)
    var found = Part()
    var folds = Set<UInt64>()
    // Every plate of the part with its reads, for the second look.
    var all: [(plate: UInt64, reads: Int)] = []
    var wanted = Set<UInt64>()
    var first = 0
    while first < order.count {
      let plate = entries.plates[Int(order[first])]
      var end = first
      var reads = 0
      while end < order.count, entries.plates[Int(order[end])] == plate {
        reads += entries.reads[Int(order[end])]
        end += 1
      }
      all.append((plate, reads))
      if doubted.contains(plate) { found.doubted[plate] = reads }
      let isWanted =
        named.contains(plate)
        || (reads >= Self.readsMin && touchesCorridor(order[first..<end], entries))
      if isWanted {
        wanted.insert(plate)
        folds.insert(MisreadRepair.folded(plate))
      }
      first = end
    }
    found.count = all.count
    for (plate, reads) in all
    where wanted.contains(plate) || folds.contains(MisreadRepair.folded(plate)) {
      found.wanted.append(plate)
      found.reads += reads
    }
    return found
  }

  private func entries(ofPart part: Int) -> Entries {
    var entries = Entries()
    let count = days.reduce(0) { $0 + $1.plates.count(inPart: part) }
    entries.plates.reserveCapacity(count)
    entries.reads.reserveCapacity(count)
    entries.days.reserveCapacity(count)
    entries.starts.reserveCapacity(count + 1)
    for (index, day) in days.enumerated() {
      let position = areas[index]
      day.plates.forEach(inPart: part) { plate, reads, own in
        entries.plates.append(plate)
        entries.reads.append(reads)
        entries.days.append(day.day)
        for area in own where Int(area) < position.count {
          entries.areas.append(position[Int(area)])
        }
        entries.starts.append(entries.areas.count)
      }
    }
    return entries
  }

  /// Whether a vehicle touched both ends of a corridor on one day, or on two in a row.
  private func touchesCorridor(_ own: ArraySlice<UInt32>, _ entries: Entries) -> Bool {
    for place in own.indices {
      let entry = Int(own[place])
      var touched = entries.areas[entries.starts[entry]..<entries.starts[entry + 1]]
      if place + 1 < own.endIndex {
        let next = Int(own[place + 1])
        if entries.days[next] == entries.days[entry] + 1 {
          touched += entries.areas[entries.starts[next]..<entries.starts[next + 1]]
        }
      }
      guard touched.count > 1 else { continue }
      for market in touched
      where corridors.hubsOfMarket[Int(market)].contains(where: { touched.contains(UInt32($0)) }) {
        return true
      }
    }
    return false
  }
}
