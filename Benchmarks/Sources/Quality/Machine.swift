import Engine
import Foundation

/// Where figures were found: they are of a program and a system, not of a machine's speed, but a
/// reader wants to know.
enum Machine {
  /// `countylines 0.1.0, Swift 6.3, Linux …; AMD EPYC, 2 processors, 23 GiB`.
  static var text: String {
    let info = ProcessInfo.processInfo
    let gibibytes = info.physicalMemory / 1_073_741_824
    return "countylines \(ProgramVersion.text), \(compiler), \(info.operatingSystemVersionString); "
      + "\(processor), \(info.activeProcessorCount) processors, \(gibibytes) GiB"
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }

  private static var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let name = lines.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last
    return name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "an unknown processor"
  }
}
