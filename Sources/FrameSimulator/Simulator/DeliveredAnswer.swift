/// An answer, what a fault made of its delivery, and the name of that fault.
struct DeliveredAnswer {
    var answer: EndpointAnswer
    var delivery = Delivery.normal
    var fault: String?

    /// Whether a status line reaches the client.
    var isAnswered: Bool {
        switch delivery {
        case .normal, .delayed, .cutBody: true
        case .hang, .dropConnection: false
        }
    }
}
