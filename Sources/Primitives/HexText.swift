/// Bytes as hexadecimal digits.
public enum HexText {
  /// Two digits in lower case a byte.
  public static func of(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
