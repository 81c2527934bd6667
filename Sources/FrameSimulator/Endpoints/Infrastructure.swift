/// The infrastructure of accounts: the same in every scenario.
enum Infrastructure {
    struct Item {
        let externalID: String
        let name: String
        let displayName: String

        init(_ number: Int, _ name: String, _ displayName: String) {
            externalID = "gateway-prod.\(number)"
            self.name = name
            self.displayName = displayName
        }

        func write(to writer: inout JSONWriter) {
            writer.object {
                $0.field("external_id", externalID)
                $0.field("name", name)
                $0.field("display_name", displayName)
            }
        }
    }

    static let cloudProviders = [
        Item(1, "aws", "Amazon Web Services"),
        Item(2, "azure", "Microsoft Azure"),
        Item(3, "gcp", "Google Cloud Platform"),
        Item(4, "ibm", "IBM Cloud"),
        Item(5, "ahv", "Nutanix AHV"),
    ]

    static let datacenters = [
        Item(11, "us-east-1", "US East (N. Virginia)"),
        Item(12, "eu-central-1", "Europe (Frankfurt)"),
        Item(13, "ap-southeast-2", "Asia Pacific (Sydney)"),
    ]

    static let availabilityZones = [
        Item(21, "us-east-1a", "US East (N. Virginia) a"),
        Item(22, "us-east-1b", "US East (N. Virginia) b"),
    ]
}
