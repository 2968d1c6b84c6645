import Primitives

/// How the sources of a measure are cut into chunks: by their number alone, so that one thread and
/// sixteen add in the same order.
///
/// The default of 64 keeps two to sixteen threads busy to the end. Above 200,000 nodes it is 16,
/// because every chunk holds a column of its own until the sums are joined.
func chunkCount(of sources: Int, nodeCount: Int) -> Int {
  min(sources, nodeCount > 200_000 ? 16 : 64)
}

/// `parallelMap` for bodies that cannot fail: all that can happen is being asked to stop.
func inChunks<Result: Sendable>(
  _ chunks: Int, on workers: Workers, _ body: @Sendable (Int) -> Result
) throws(CancelledWork) -> [Result] {
  do {
    return try parallelMap(chunks: chunks, on: workers) { body($0) }
  } catch {
    throw CancelledWork()
  }
}

/// `parallelMap` for bodies that may themselves have been asked to stop.
func inCancellableChunks<Result: Sendable>(
  _ chunks: Int, on workers: Workers,
  _ body: @Sendable (Int) throws(CancelledWork) -> Result
) throws(CancelledWork) -> [Result] {
  do {
    return try parallelMap(chunks: chunks, on: workers) { chunk in try body(chunk) }
  } catch {
    throw CancelledWork()
  }
}

/// Runs `body` for each of `count` sources and puts the answers in order.
func forEachSource<Scratch, Value: Sendable>(
  count: Int, nodeCount: Int, on workers: Workers,
  scratch: @Sendable () -> Scratch, _ body: @Sendable (Int, inout Scratch) -> Value
) throws(CancelledWork) -> [Value] {
  let chunks = chunkCount(of: count, nodeCount: nodeCount)
  let parts = try inChunks(chunks, on: workers) { chunk -> [Value] in
    var own = scratch()
    return chunkBounds(chunk, of: chunks, count: count).map { body($0, &own) }
  }
  return parts.flatMap { $0 }
}
