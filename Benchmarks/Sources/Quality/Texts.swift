extension Double {
  /// Three decimals and no zero before the point; whole numbers bare.
  var short: String {
    let thousandths = Int((magnitude * 1000).rounded())
    let (whole, part) = (thousandths / 1000, String(thousandths % 1000))
    let sign = self < 0 && thousandths > 0 ? "-" : ""
    guard thousandths % 1000 != 0 else { return sign + "\(whole)" }
    return sign + (whole == 0 ? "" : "\(whole)") + "."
      + String(repeating: "0", count: 3 - part.count) + part
  }
}

extension String {
  /// With spaces at its end, at least one.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
