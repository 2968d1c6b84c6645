public import Primitives

/// One window of a row of them.
public struct EdgeWindow: Hashable, Sendable {
  /// The stretch of time.
  public let period: Period
  /// The edges that were there within it, ascending; for `subgraph(ofEdges:)`.
  public let edges: [UInt32]
  /// How many of the times of each edge fall into it, in step with `edges`: the weights of a graph
  /// in which who spoke more often is nearer.
  public let timesOfEdge: [UInt32]
}

extension EdgeTimes {
  /// Windows of one width, each a step after the one before.
  ///
  /// The first begins where `period` begins, the last is the last that lies wholly in it. They are
  /// worked out one at a time, as they are asked for.
  ///
  /// - Parameters:
  ///   - period: What the windows cover.
  ///   - widthSeconds: The length of each, at least 1.
  ///   - stepSeconds: From one beginning to the next, at least 1. Below the width they overlap;
  ///     above it there are gaps.
  /// - Complexity: O(k + c log c) a window of k edges, c times having come or gone since the one
  ///   before; O(E) once. Every time comes once and goes once.
  public func windows(over period: Period, widthSeconds: Int64, stepSeconds: Int64) -> EdgeWindows {
    precondition(widthSeconds >= 1 && stepSeconds >= 1, "a window has a width, and moves")
    return EdgeWindows(
      times: self, period: period, widthSeconds: widthSeconds, stepSeconds: stepSeconds)
  }
}

/// Windows in order of time; see `EdgeTimes.windows(over:widthSeconds:stepSeconds:)`.
public struct EdgeWindows: Sequence, IteratorProtocol, Sendable {
  private let times: EdgeTimes
  private let widthSeconds: Int64
  private let stepSeconds: Int64
  private let end: Int64
  private var start: Int64
  /// How many times have come, in order of their start, and gone, in order of their end.
  private var come = 0
  private var gone = 0
  /// How many times of each edge are there now.
  private var present: [UInt32]
  private var edges: [UInt32] = []

  init(times: EdgeTimes, period: Period, widthSeconds: Int64, stepSeconds: Int64) {
    self.times = times
    self.widthSeconds = widthSeconds
    self.stepSeconds = stepSeconds
    start = period.start.seconds
    end = period.end.seconds
    present = [UInt32](repeating: 0, count: times.edgeCount)
  }

  /// The next window; nil when it would not lie wholly in the period.
  public mutating func next() -> EdgeWindow? {
    // Differences, so that the ends of time do not overflow.
    guard start <= end, end - start >= widthSeconds else { return nil }
    let until = start + widthSeconds
    move(from: start, to: until)
    let window = EdgeWindow(
      period: Period(from: Instant(seconds: start), to: Instant(seconds: until)), edges: edges,
      timesOfEdge: edges.map { present[Int($0)] })
    let (next, overflow) = start.addingReportingOverflow(stepSeconds)
    start = overflow ? .max : next
    return window
  }

  /// Lets in what begins before `until` and out what ended by `from`.
  private mutating func move(from: Int64, to until: Int64) {
    var touched: [UInt32] = []
    while come < times.stays.count, times.stays[come].start < until {
      let edge = times.stays[come].edge
      present[Int(edge)] += 1
      touched.append(edge)
      come += 1
    }
    // What has ended has begun before, so nothing goes that has not come.
    while gone < times.byEnd.count, times.stays[Int(times.byEnd[gone])].end <= from {
      let edge = times.stays[Int(times.byEnd[gone])].edge
      present[Int(edge)] -= 1
      touched.append(edge)
      gone += 1
    }
    guard !touched.isEmpty else { return }
    touched.sort()
    merge(touched)
  }

  /// The edges there before and those touched, ascending, each once, without those now absent.
  private mutating func merge(_ touched: [UInt32]) {
    var merged: [UInt32] = []
    merged.reserveCapacity(edges.count + touched.count)
    var place = 0
    func take(_ edge: UInt32) {
      if present[Int(edge)] > 0 && merged.last != edge { merged.append(edge) }
    }
    for edge in touched {
      while place < edges.count, edges[place] <= edge {
        take(edges[place])
        place += 1
      }
      take(edge)
    }
    while place < edges.count {
      take(edges[place])
      place += 1
    }
    edges = merged
  }
}
