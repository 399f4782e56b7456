; Installs Filing Desk for one user, without elevation. Run by build_windows.py, which defines VERSION, NUMBERS, SOURCE
; (the folder of the built program), ICONS and TARGET. Silent: /S; another folder: /D=path (last).
; Exit codes: 0 done, 3 the program is open (nothing was changed), others as NSIS gives them.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!define NAME "Filing Desk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define KIND "FilingDesk.Company"

Name "${NAME}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; the two programs hold the same modules: found again only within this many megabytes
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${ICONS}\filing-desk.ico"
!define MUI_UNICON "${ICONS}\filing-desk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Filing Desk.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be opened for writing. Nothing is changed then: a company may be open in it.
!macro RefuseWhileOpen FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} is open. Close it, and then start this again. Nothing was changed." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function RefuseWhileOpen
  !insertmacro RefuseWhileOpen "Filing Desk.exe"
  !insertmacro RefuseWhileOpen "filing-desk.exe"
FunctionEnd

Function un.RefuseWhileOpen
  !insertmacro RefuseWhileOpen "Filing Desk.exe"
  !insertmacro RefuseWhileOpen "filing-desk.exe"
FunctionEnd

Section
  Call RefuseWhileOpen
  RMDir /r "$INSTDIR\_internal" ; of an older version: nothing of it may be mixed with this one
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  File "${ICONS}\company-file.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Filing Desk.exe"

  WriteRegStr HKCU "Software\Classes\.filingdesk" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "Filing Desk company"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\company-file.ico"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\Filing Desk.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Filing Desk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Takes away what the installer brought and nothing else: companies, packages, settings and reports stay.
Section "Uninstall"
  Call un.RefuseWhileOpen
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Filing Desk.exe"
  Delete "$INSTDIR\filing-desk.exe"
  Delete "$INSTDIR\company-file.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.filingdesk" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "Software\Classes\.filingdesk"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
