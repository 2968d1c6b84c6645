import Primitives
import Testing

/// Goal: results are in chunk order whatever the number of threads, errors are those of the lowest
/// chunk, and cancelled work says so. Method: laws on many sizes.
@Suite struct ParallelMapTests {
  @Test func everyNumberOfThreadsGivesTheSame() {
    for count in [0, 1, 2, 3, 17, 100] {
      for threads in 1...9 {
        let squares = parallelMap(chunks: count, threads: threads) { $0 * $0 }
        #expect(squares == (0..<count).map { $0 * $0 })
      }
    }
  }

  @Test func theLowestFailingChunkIsTheOneReported() {
    struct Failure: Error, Equatable { let chunk: Int }
    for threads in 1...8 {
      do {
        _ = try parallelMap(chunks: 50, on: Workers(threads: threads)) { chunk in
          if chunk >= 20 { throw Failure(chunk: chunk) }
          return chunk
        }
        Issue.record("nothing was thrown")
      } catch let failure as Failure {
        #expect(failure == Failure(chunk: 20))
      } catch {
        Issue.record("another error: \(error)")
      }
    }
  }

  @Test func cancelledWorkThrows() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancelledWork.self) {
      try parallelMap(chunks: 3, on: Workers(threads: 2, cancellation: cancellation)) { $0 }
    }
  }

  @Test func chunkBoundsCoverEverythingOnce() {
    for count in 0..<40 {
      for chunks in 1..<9 {
        let all = (0..<chunks).flatMap { Array(chunkBounds($0, of: chunks, count: count)) }
        #expect(all == Array(0..<count))
      }
    }
  }
}
