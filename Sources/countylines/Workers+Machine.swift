import Foundation
import Primitives

extension Workers {
  /// A thread for each processor.
  static let ofMachine = Workers(threads: ProcessInfo.processInfo.activeProcessorCount)
}
