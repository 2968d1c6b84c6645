import Foundation

/// Who runs the program: the name of the system's user, for the audit log.
enum Actor {
  /// The user's name, or its number where it has none.
  static let current: String = {
    let user = getuid()
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else {
      return "user \(user)"
    }
    return String(cString: name)
  }()
}
