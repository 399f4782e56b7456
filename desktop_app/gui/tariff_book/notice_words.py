"""What the kinds of notice of a tariff filing are called."""

from desktop_app.domain.tariffs.schedules import NoticeKind

NOTICES = {
    NoticeKind.STATUTORY: "Ordinary notice",
    NoticeKind.PERMISSION: "Short notice, by special permission",
    NoticeKind.ORDER: "Short notice, by order",
    NoticeKind.SMALL_AGREED: "Small company case, agreed with staff and public counsel",
    NoticeKind.SMALL_STAFF: "Small company case, agreed with staff",
    NoticeKind.INCREASE: "Higher rate of a competitive service",
    NoticeKind.DECREASE: "Lower rate of a competitive service",
    NoticeKind.PROMOTION: "Promotion, competitive service",
    NoticeKind.PROMOTION_NONCOMPETITIVE: "Promotion, noncompetitive service",
    NoticeKind.CERTIFICATE: "With an application for a certificate",
}
