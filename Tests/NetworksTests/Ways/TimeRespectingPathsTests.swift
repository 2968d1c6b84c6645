// Goal: nothing goes back in time. Method: contacts applied again and again until nothing changes,
// in any order, as a twin of the single pass.
import Networks
import Primitives
import Testing

struct TimeRespectingPathsTests {
  private func twin(
    _ contacts: [Contact], count: Int, from source: Int, at start: Int64, delay: Int64,
    directed: Bool
  ) -> [Int64?] {
    var arrival = [Int64?](repeating: nil, count: count)
    arrival[source] = start
    var changed = true
    while changed {
      changed = false
      for contact in contacts {
        let ways =
          directed
          ? [(contact.source, contact.target)]
          : [(contact.source, contact.target), (contact.target, contact.source)]
        for (a, b) in ways {
          guard let here = arrival[Int(a)], here <= contact.at.seconds else { continue }
          let there = contact.at.seconds + delay
          if arrival[Int(b)].map({ there < $0 }) ?? true {
            arrival[Int(b)] = there
            changed = true
          }
        }
      }
    }
    return arrival
  }

  @Test(arguments: 1...40)
  func isTheFixedPointOfAllContacts(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let contacts = (0..<30).map { _ in
      Contact(
        source: generator.below(8), target: generator.below(8),
        at: Instant(seconds: Int64(generator.below(25))))
    }
    for directed in [false, true] {
      for delay in [Int64(1), 4] {
        let paths = TimeRespectingPaths(delaySeconds: delay, directed: directed)
        let result = paths.run(
          on: contacts, nodeCount: 8, from: 0, startingAt: Instant(seconds: 3))
        let expected = twin(
          contacts, count: 8, from: 0, at: 3, delay: delay, directed: directed)
        #expect(result.arrivals.map { $0?.seconds } == expected, "seed \(seed)")
        #expect(
          paths.run(
            on: contacts.shuffled(using: &generator), nodeCount: 8, from: 0,
            startingAt: Instant(seconds: 3)) == result, "seed \(seed)")
        checkWays(result, delay: delay)
      }
    }
  }

  private func checkWays(_ result: TimeRespectingPaths.Result, delay: Int64) {
    for node in result.arrivals.indices {
      guard let path = result.path(to: node) else {
        #expect(result.arrivals[node] == nil)
        continue
      }
      for (a, b) in zip(path, path.dropFirst()) { #expect(a.at.adding(seconds: delay) <= b.at) }
      if let last = path.last {
        #expect(result.arrivals[node] == last.at.adding(seconds: delay))
      }
    }
  }

  /// The latest departures are the earliest arrivals of the same contacts with time, and direction,
  /// turned round: leaving at t to arrive at t + delay is, backwards, leaving at −(t + delay) to
  /// arrive at −t.
  @Test(arguments: 1...40)
  func departuresAreArrivalsBackInTime(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let contacts = (0..<30).map { _ in
      Contact(
        source: generator.below(8), target: generator.below(8),
        at: Instant(seconds: Int64(generator.below(25))))
    }
    for directed in [false, true] {
      for delay in [Int64(1), 4] {
        let paths = TimeRespectingPaths(delaySeconds: delay, directed: directed)
        let found = paths.departures(
          on: contacts, nodeCount: 8, to: 0, arrivingBy: Instant(seconds: 20))
        let turned = contacts.map {
          Contact(
            source: Int($0.target), target: Int($0.source),
            at: Instant(seconds: -($0.at.seconds + delay)))
        }
        let expected = twin(
          turned, count: 8, from: 0, at: -20, delay: delay, directed: directed)
        #expect(
          found.departures.map { $0?.seconds } == expected.map { $0.map { -$0 } }, "seed \(seed)")
        #expect(
          paths.departures(
            on: contacts.shuffled(using: &generator), nodeCount: 8, to: 0,
            arrivingBy: Instant(seconds: 20)) == found, "seed \(seed)")
        for node in 0..<8 {
          guard let path = found.path(from: node) else {
            #expect(found.departures[node] == nil)
            continue
          }
          #expect(path.first.map { $0.at == found.departures[node] } ?? (node == 0))
          for (a, b) in zip(path, path.dropFirst()) { #expect(a.at.adding(seconds: delay) <= b.at) }
          if let last = path.last { #expect(last.at.seconds + delay <= 20) }
          checkReach(path, from: node, to: 0, directed: directed)
        }
      }
    }
  }

  /// A way is walked contact by contact.
  private func checkReach(_ path: [Contact], from node: Int, to target: Int, directed: Bool) {
    var at = UInt32(node)
    for contact in path {
      #expect(contact.source == at || (!directed && contact.target == at))
      at = contact.source == at ? contact.target : contact.source
    }
    #expect(at == UInt32(target))
  }

  /// Leaving no later than told is in time, a second later is not.
  @Test(arguments: 1...10)
  func theLatestDepartureStillArrivesAndOneLaterDoesNot(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let contacts = (0..<25).map { _ in
      Contact(
        source: generator.below(6), target: generator.below(6),
        at: Instant(seconds: Int64(generator.below(20))))
    }
    let paths = TimeRespectingPaths()
    let deadline = Instant(seconds: 18)
    let found = paths.departures(on: contacts, nodeCount: 6, to: 5, arrivingBy: deadline)
    for node in 0..<5 {
      func arrival(_ start: Int64) -> Instant? {
        paths.run(
          on: contacts, nodeCount: 6, from: node, startingAt: Instant(seconds: start)
        ).arrivals[5]
      }
      let latest = (-1...20).last { start in arrival(start).map { $0 <= deadline } ?? false }
      #expect(found.departures[node]?.seconds == latest, "seed \(seed)")
    }
  }

  @Test func wordDoesNotTravelBackInTime() {
    // b spoke to c first, and to a later: nothing came from a to c.
    let contacts = [
      Contact(source: 1, target: 2, at: Instant(seconds: 10)),
      Contact(source: 0, target: 1, at: Instant(seconds: 20)),
    ]
    let result = TimeRespectingPaths().run(
      on: contacts, nodeCount: 3, from: 0, startingAt: Instant(seconds: 0))
    #expect(result.arrivals == [Instant(seconds: 0), Instant(seconds: 21), nil])
    #expect(result.path(to: 2) == nil)
    #expect(result.path(to: 0) == [])
  }
}
