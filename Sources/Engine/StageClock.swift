import OrderedCollections
import Synchronization

/// Passes progress on and remembers how long each stage took, in order.
final class StageClock: Sendable {
  private let times = Mutex<OrderedDictionary<String, Double>>([:])
  private let outer: ProgressSink

  init(sink: @escaping ProgressSink) { outer = sink }

  /// The sink to hand down.
  var sink: ProgressSink {
    { event in
      if case .finished(let stage, let seconds) = event {
        self.times.withLock { $0[stage, default: 0] += seconds }
      }
      self.outer(event)
    }
  }

  /// Seconds by stage so far.
  var seconds: [String: Double] {
    times.withLock { Dictionary(uniqueKeysWithValues: $0.map { ($0.key, $0.value) }) }
  }
}
