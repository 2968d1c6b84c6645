import Primitives
import Synchronization

/// Work on `pieces` by threads that each keep one scratch and take the next piece when they are
/// done with the last; returns what the threads were left with, as many as there were threads.
///
/// Which thread had which piece differs from run to run. So this is only for pieces that write
/// where no other writes, or for whole numbers, whose sums do not depend on the order. Chunks with
/// a scratch each (`inChunks`) would clear 64 columns of marks where this clears one a thread.
func byTurns<Scratch: Sendable>(
  pieces: Int, on workers: Workers, scratch: @Sendable () -> Scratch,
  _ body: @Sendable (Int, inout Scratch) -> Void
) throws(CancelledWork) -> [Scratch] {
  let next = Atomic<Int>(0)
  return try inCancellableChunks(min(workers.threads, pieces), on: workers) {
    (_) throws(CancelledWork) -> Scratch in
    var own = scratch()
    while true {
      let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard piece < pieces else { return own }
      if workers.cancellation?.isCancelled == true { throw CancelledWork() }
      body(piece, &own)
    }
  }
}
