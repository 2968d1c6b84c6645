import Glibc
import Primitives
import Synchronization
import Testing

@testable import Tabular

// Goal: order, failures and bounds of the pipeline do not depend on threads. Method: many small
// blocks, failures planted in the middle, counts of what is in flight.

private struct Planted: Error, Equatable { var block: Int }

@Suite struct ParallelReaderTests {
  private let text = "a,b\n" + (1...500).map { "\($0),x\n" }.joined()

  private func reader() throws -> ParallelReader {
    try ParallelReader.csv(MemorySource(text: text), blockBytes: 64)
  }

  @Test func resultsComeInFileOrderOnTheCallingThread() throws {
    for threads in [1, 2, 4, 16] {
      var ordinals: [Int] = []
      let caller = pthread_self()
      var isElsewhere = false
      let totals = try reader().read(on: Workers(threads: threads), work: { $0.ordinal }) {
        ordinals.append($0)
        if pthread_equal(caller, pthread_self()) == 0 { isElsewhere = true }
      }
      #expect(ordinals == Array(ordinals.indices) && ordinals.count > 40)
      #expect(!isElsewhere)
      #expect(totals.rows == 500 && totals.lines == 501)
    }
  }

  @Test func theFirstFailureInFileOrderIsThrown() throws {
    for threads in [1, 2, 4] {
      var consumed: [Int] = []
      #expect(throws: Planted(block: 7)) {
        _ = try reader().read(on: Workers(threads: threads)) { block in
          if block.ordinal >= 7 { throw Planted(block: block.ordinal) }
          return block.ordinal
        } consume: {
          consumed.append($0)
        }
      }
      #expect(consumed == Array(0..<7))
    }
  }

  @Test func aConsumerCanStop() throws {
    for threads in [1, 4] {
      #expect(throws: Planted(block: 3)) {
        _ = try reader().read(on: Workers(threads: threads), work: { $0.ordinal }) {
          if $0 == 3 { throw Planted(block: 3) }
        }
      }
    }
  }

  @Test func aCancelledReadingThrows() throws {
    for threads in [1, 4] {
      let cancellation = Cancellation()
      var consumed = 0
      #expect(throws: CancelledWork.self) {
        _ = try reader().read(
          on: Workers(threads: threads, cancellation: cancellation), work: { $0.ordinal }
        ) { _ in
          consumed += 1
          cancellation.cancel()
        }
      }
      #expect(consumed == 1)
    }
  }

  @Test func blocksInFlightAreBounded() throws {
    let threads = 4
    let inFlight = Mutex((now: 0, most: 0))
    _ = try reader().read(on: Workers(threads: threads)) { block in
      inFlight.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      return block
    } consume: { _ in
      inFlight.withLock { $0.now -= 1 }
    }
    #expect(inFlight.withLock { $0.most } <= 2 * threads + 1)
    #expect(inFlight.withLock { $0.now } == 0)
  }

  @Test func aBrokenSourceIsReportedAfterTheRowsBeforeIt() throws {
    let packed = GzipWriter.pack(Array(text.utf8), level: 0)
    for threads in [1, 4] {
      let source = try GzipSource(
        MemorySource(Array(packed.dropLast(4)), pieceBytes: 100), limits: ReadingLimits())
      let reading = read(source, push: Push(blockBytes: 64, threads: threads))
      #expect(reading.error?.code == "TABULAR-GZIP-CUT")
      #expect(reading.rows.count > 400)
    }
  }

  @Test func readingManyTimesNeverHangs() throws {
    for round in 0..<300 {
      let totals = try reader().read(on: Workers(threads: 1 + round % 5), work: { $0.count }) { _ in
      }
      #expect(totals.rows == 500)
    }
  }

  @Test func valuesAreWithheldWhenPrinted() {
    var rows: [BadRow] = []
    do {
      let reader = try ParallelReader.csv(MemorySource(text: "a,b\nsecret\n"))
      _ = try reader.read(on: .one, work: { $0 }) { rows += $0.badRows }
    } catch {
      Issue.record("\(error)")
    }
    #expect(rows.count == 1)
    #expect(!"\(rows)".contains("secret"))
  }
}
