import Glibc
import Primitives
import Testing

@testable import Tabular

// Goal: only regular files are opened; a file gives its bytes. Method: a folder of each kind.

@Suite struct FileSourceTests {
  /// A new folder, given to `body` and taken away again.
  private func inFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/tabular-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress, let path = mkdtemp(base) else { return nil }
      return String(cString: path)
    }
    let folder = try #require(made)
    defer {
      for name in ["file.csv", "file.csv.gz", "link.csv", "pipe.csv"] {
        unlink(folder + "/" + name)
      }
      rmdir(folder)
    }
    try body(folder)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "wb"))
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }

  private func code(_ path: String, followsLinks: Bool = false) -> String? {
    do throws(TabularError) {
      _ = try SourceOpening.open(path: path, followsLinks: followsLinks)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func filesGiveTheirBytesPlainOrPacked() throws {
    try inFolder { folder in
      let text = Array("a,b\n1,2\n".utf8)
      try write(text, to: folder + "/file.csv")
      try write(GzipWriter.pack(text), to: folder + "/file.csv.gz")
      for name in ["/file.csv", "/file.csv.gz"] {
        let source = try SourceOpening.open(path: folder + name)
        #expect(read(source).rows == [["1", "2"]])
      }
      let file = try FileSource(path: folder + "/file.csv", followsLinks: false)
      #expect(file.byteCount == 8)
      #expect(try file.readAll() == text)
      #expect(file.bytesRead == 8)
    }
  }

  @Test("B18: only regular files are opened")
  func onlyRegularFilesAreOpened() throws {
    try inFolder { folder in
      try write([], to: folder + "/file.csv")
      #expect(symlink(folder + "/file.csv", folder + "/link.csv") == 0)
      #expect(mkfifo(folder + "/pipe.csv", 0o600) == 0)
      #expect(code(folder + "/file.csv") == nil)
      #expect(code(folder + "/link.csv") == "TABULAR-OPEN")
      #expect(code(folder + "/link.csv", followsLinks: true) == nil)
      #expect(code(folder + "/pipe.csv") == "TABULAR-OPEN")
      #expect(code(folder) == "TABULAR-OPEN")
      #expect(code("/dev/null") == "TABULAR-OPEN")
      #expect(code(folder + "/none.csv") == "TABULAR-OPEN")
      #expect(read(try SourceOpening.open(path: folder + "/file.csv")).error == Header.missing)
    }
  }
}
