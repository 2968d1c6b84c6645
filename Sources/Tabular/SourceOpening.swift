/// Opens what a file's name and first bytes say it is.
public enum SourceOpening {
  /// The file's text as bytes, unpacked when it is a gzip.
  ///
  /// - Parameters:
  ///   - path: The file. Its name decides whether it must be a gzip: a name ending in `.gz`, in
  ///     any case, must hold one and any other name must not.
  ///   - followsLinks: Whether the path may be a symbolic link.
  ///   - limits: How far a gzip may unpack.
  /// - Throws: `TABULAR-OPEN`, `TABULAR-READ`, `TABULAR-GZIP-NAME`.
  public static func open(
    path: String, followsLinks: Bool = false, limits: ReadingLimits = ReadingLimits()
  ) throws(TabularError) -> any ByteSource {
    try unpacked(
      FileSource(path: path, followsLinks: followsLinks), isNamedGzip: hasGzipName(path),
      limits: limits)
  }

  /// The same for bytes that come from elsewhere.
  public static func unpacked(
    _ source: any ByteSource, isNamedGzip: Bool, limits: ReadingLimits
  ) throws(TabularError) -> any ByteSource {
    let head = try source.readBytes(upTo: 2)
    let whole = PrefixedSource(head: head, rest: source)
    switch (isNamedGzip, head == GzipSource.magic) {
    case (false, false): return whole
    case (true, true): return try GzipSource(whole, limits: limits)
    case (true, false):
      throw TabularError(
        code: "TABULAR-GZIP-NAME", message: "the name ends in .gz but the content is not a gzip",
        mend: head.isEmpty ? "the file is empty; deliver it again" : "name it without .gz")
    case (false, true):
      throw TabularError(
        code: "TABULAR-GZIP-NAME", message: "the content is a gzip but the name does not say so",
        mend: "let the name end in .gz")
    }
  }

  /// Whether a name says that the file is a gzip.
  public static func hasGzipName(_ path: String) -> Bool {
    let end = path.utf8.suffix(3).map { $0 | 0x20 }
    return end == [0x2E, 0x67, 0x7A]
  }
}
