import Primitives

/// From the number a rule gives a window to how often such windows came true.
struct WindowCalibration: Sendable {
  /// One replayed night of one vehicle.
  struct Replay: Sendable {
    var raw: Double
    var cameTrue: Bool
    /// Whether fewer outings were known that night than make a rhythm.
    var isFew = false
  }

  /// Replays a bin needs before it is believed over the rule as much as the rule is.
  static let weightOfRule = 8.0
  private let ends: [Double]
  private let values: [Double]

  /// Ten bins of equally many replays; each bin's share is drawn to the rule's own mean by eight
  /// replays' worth, and made to rise with the rule (pool adjacent violators).
  ///
  /// > M. Ayer et al. "An empirical distribution function for sampling with incomplete
  /// > information." 1955. DOI:[10.1214/aoms/1177728423](https://doi.org/10.1214/aoms/1177728423)
  init(_ replays: [Replay]) {
    let sorted = replays.enumerated().sorted {
      ($0.element.raw, $0.offset) < ($1.element.raw, $1.offset)
    }
    .map(\.element)
    let bins = min(10, max(1, sorted.count / 40))
    var blocks: [(end: Double, weight: Double, value: Double)] = []
    for bin in 0..<bins where !sorted.isEmpty {
      let part = sorted[chunkBounds(bin, of: bins, count: sorted.count)]
      let mean = part.reduce(0) { $0 + $1.raw } / Double(part.count)
      let hits = Double(part.filter(\.cameTrue).count)
      // One vehicle's nights repeat each other; four count as one.
      let count = Double(part.count) / 4
      let value = (hits / 4 + Self.weightOfRule / 4 * mean) / (count + Self.weightOfRule / 4)
      blocks.append((part.last?.raw ?? 1, count, value))
      while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
        let top = blocks.removeLast()
        let below = blocks.removeLast()
        let weight = top.weight + below.weight
        blocks.append(
          (top.end, weight, (top.value * top.weight + below.value * below.weight) / weight))
      }
    }
    ends = blocks.map(\.end)
    values = blocks.map(\.value)
  }

  /// How often such windows came true; the rule's own number where nothing was replayed.
  func probability(of raw: Double) -> Double {
    guard let last = values.last else { return raw }
    return ends.firstIndex { raw <= $0 }.map { values[$0] } ?? last
  }

  /// The same, moved by the vehicle's own nights: ten nights' worth of the pool against them.
  func probability(of raw: Double, own: [Replay]) -> Double {
    let pooled = probability(of: raw)
    let expected = own.reduce(0) { $0 + probability(of: $1.raw) }
    let hits = Double(own.filter(\.cameTrue).count)
    // The vehicle's nights against what the pool expected of them, as a factor near one.
    let factor = (hits + 10) / (expected + 10)
    return min(0.95, max(0.005, pooled * factor))
  }
}

extension NextWindow {
  /// Outings from which a rhythm can be told.
  static let leastRhythm = 3

  /// The rule on earlier nights, a day apart, newest first: what it said and what came of it.
  ///
  /// - Parameter reads: All times at which a chosen camera read the vehicle, ascending.
  func replays(
    _ outings: [Outing], reads: [Int64], asOf: Int64, nights: Int = 28
  ) -> [WindowCalibration.Replay] {
    (1...nights).compactMap { back in
      let night = asOf - Int64(back) * 86_400
      let known = outings.prefix { $0.time < night }
      guard let window = window(known, at: night), window.to <= asOf else { return nil }
      return WindowCalibration.Replay(
        raw: window.raw, cameTrue: reads.contains { $0 >= window.from && $0 <= window.to },
        isFew: known.count < Self.leastRhythm)
    }
  }
}
