import Testing

@testable import FrameAPI

@Suite("Hexadecimal digits")
struct HexadecimalTests {
    @Test("are two of the lower case for each byte, and are read in either case")
    func bothWays() {
        for byte in UInt8.min...UInt8.max {
            let digits = [byte].hexadecimal
            #expect(digits.utf8.count == 2)
            #expect(UInt8(digits, radix: 16) == byte)
            #expect(UInt8(hexadecimal: digits.utf8) == byte)
            #expect(UInt8(hexadecimal: digits.uppercased().utf8) == byte)
        }
        #expect([0x00, 0x9A, 0xFF].hexadecimal == "009aff")
        #expect(UInt32(hexadecimal: "00Fe12cD".utf8) == 0x00FE_12CD)
    }

    @Test("are the sixteen of ASCII, and no other byte is one")
    func digits() {
        let digits = (UInt8.min...UInt8.max).filter { $0.hexadecimalValue != nil }
        #expect(String(decoding: digits, as: UTF8.self) == "0123456789ABCDEFabcdef")
        #expect(UInt16(hexadecimal: "12g4".utf8) == nil)
        #expect(UInt16(hexadecimal: "-124".utf8) == nil)
    }
}
