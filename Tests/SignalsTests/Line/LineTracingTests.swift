import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: the same findings on any number of threads, from any picture, however little it holds.
/// Method: whole runs compared as text; pictures with columns taken away.
struct LineTracingTests {
  /// All that a run found, as one text.
  static func text(_ found: LineFindings) -> String {
    let lineages = found.lineages.map { lineage in
      "\(lineage.id) \(lineage.spells) \(lineage.imeis) \(lineage.status) \(lineage.markets) "
        + "\(String(describing: lineage.holder)) \(lineage.holderProbability) \(lineage.evidence)"
        + lineage.findings.map { finding in
          let facts = finding.facts.sorted { $0.key < $1.key }
          return "\(finding.signal) \(finding.strength) \(facts) \(finding.evidence)"
        }.joined(separator: "\n")
    }
    let links = found.links.map {
      "\($0.kind) \($0.left) \($0.right) \($0.probability) \($0.firstSeen) \($0.lastSeen) \($0.reasons) \($0.evidence)"
    }
    return (lineages + links).joined(separator: "\n")
  }

  static func world() -> LineWorld {
    var world = SameUserTests.world(seed: 4)
    for index in 0..<4 {
      let number = SmallPicture.number(20 + index)
      world.record("X\(index)", number, status: "active", opened: -10 + index)
      world.sell(
        number, to: Array(LineWorld.town.dropFirst(index * 40).prefix(40)), from: 1.2,
        until: 20 + Double(index), imei: 700)
    }
    return world
  }

  @Test func threadsChangeNothing() throws {
    let picture = Self.world().small.picture()
    let one = Self.text(try LineTracing().run(on: picture, workers: .one))
    #expect(!one.isEmpty)
    for threads in [2, 8] {
      let many = Self.text(try LineTracing().run(on: picture, workers: Workers(threads: threads)))
      #expect(many == one)
    }
  }

  @Test func lineagesAscendAndLinksPointIntoThem() throws {
    let found = try LineTracing().run(on: Self.world().small.picture(), workers: .one)
    #expect(found.lineages.map(\.id) == found.lineages.map(\.id).sorted())
    for link in found.links {
      if case .lineage(let position) = link.right {
        #expect(found.lineages.indices.contains(position))
      }
      #expect(!link.evidence.isEmpty && !link.reasons.isEmpty)
      #expect(link.firstSeen <= link.lastSeen)
    }
    #expect(found.numbersNamed < found.numbersHeld)
  }

  @Test func callsWithNothingButNumbersAndTimesAreEnough() throws {
    var world = LineWorld.changedNumber(seed: 7)
    for index in world.small.calls.indices {
      world.small.calls[index].cell = nil
      world.small.calls[index].imei = 0
      world.small.calls[index].kind = nil
      world.small.calls[index].seconds = .max
    }
    let found = try LineTracing().run(on: world.small.picture(), workers: .one)
    #expect(found.lineages.first?.spells.map(\.number) == [LineWorld.line, LineWorld.next])
    for signal in ["line.travels", "line.same-user", "line.handset", "line.broadcast"] {
      #expect(found.unasked[signal] != nil)
    }
  }

  @Test func numbersThatAreCodesOfTheSourceAreFollowedToo() throws {
    var world = LineWorld.changedNumber(seed: 7)
    func code(_ number: UInt64) -> UInt64 {
      TelephoneNumber(pseudonym: String(number % 1000))?.packed ?? 0
    }
    for index in world.small.calls.indices {
      world.small.calls[index].from = code(world.small.calls[index].from)
      world.small.calls[index].to = code(world.small.calls[index].to)
    }
    world.small.rows.removeAll { $0.kind == .lines }
    var small = world.small
    small.add(
      .lines,
      ["line_id": "L1", "number": "+447700900001", "status": "closed", "hub_area_id": "HUB"])
    let found = try LineTracing().run(on: small.picture(), workers: .one)
    // The record names a number that is in no call: nothing to follow, and nothing breaks.
    #expect(found.lineages.count == 1)
    #expect(found.links.isEmpty)
  }

  @Test func anEmptyPictureHasNoLines() throws {
    let found = try LineTracing().run(on: SmallPicture(days: 3).picture(), workers: .one)
    #expect(found.lineages.isEmpty && found.links.isEmpty)
    #expect(found.unasked["line.active-now"] == "no calls are held")
  }

  @Test func aCancelledRunSaysSo() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let picture = LineWorld.changedNumber(seed: 1).small.picture()
    #expect(throws: CancelledWork.self) {
      try LineTracing().run(on: picture, workers: Workers(threads: 2, cancellation: cancellation))
    }
  }
}
