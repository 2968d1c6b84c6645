import ArgumentParser
import Engine
import Foundation

/// Standard output is the result, standard error is the talk.
enum Terminal {
  /// Prints a line of the result.
  static func result(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Prints a line of talk.
  static func talk(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Prints talk without ending the line.
  static func talkPart(_ text: String) { write(text, to: STDERR_FILENO) }

  /// A reader that has gone away ends the program quietly.
  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let count = bytes[at...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        exit(errno == EPIPE ? 0 : EngineError.Exit.inputOutput.rawValue)
      }
      at += count
    }
  }

  /// Runs a use case; an error becomes a message with its mend, and the exit status.
  static func run(_ work: () throws -> Void) {
    signal(SIGPIPE, SIG_IGN)
    do {
      try work()
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let known = EngineError(wrapping: error)
      talk("error: \(known.message)")
      talk("  mend  \(known.mend)")
      exit(known.exit.rawValue)
    }
  }
}
