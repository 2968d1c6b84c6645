/// The version that manifests and `--version` give.
public enum ProgramVersion {
  /// Raised by hand with the changelog.
  public static let text = "0.1.0"
}
