import Dispatch
import Foundation
import Primitives

/// Turns the signals that ask a program to end into a request to stop between two pieces of work.
/// A second signal ends it at once; what was committed stands either way.
enum Interruption {
  /// Does work that stops when the program is asked to end.
  static func during<Result>(_ work: (Cancellation) throws -> Result) rethrows -> Result {
    let cancellation = Cancellation()
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if cancellation.isCancelled { _exit(75) }
        cancellation.cancel()
      }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    return try work(cancellation)
  }
}
