; Installs Filing Desk for one user without elevation, or with /ALLUSERS for everybody on the computer. Run by
; build_windows.py, which defines VERSION, NUMBERS, SOURCE (the folder of the built program), SIZE (in kilobytes), ICONS,
; PICTURES and TARGET, and SIGN if there is a certificate.
; Silent: /S; another folder: /D=path (last, without quotation marks); close the program if it is open: /CLOSE; an icon on
; the desktop: /DESKTOP. packaging/windows/INSTALLING.txt tells users of it.
; Exit codes: 0 done, 1 canceled, 2 stopped by an error, 3 the program is open, 4 Windows is too old, 5 all users without
; an administrator's rights. After 3, 4 and 5 nothing was changed.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!define NAME "Filing Desk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"
!define KIND "FilingDesk.Company"
!define OLDEST_BUILD 17763 ; Windows 10, version 1809

Name "${NAME}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
AllowSkipFiles off ; a silent run would pass over a file that cannot be written, and answer 0
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; the two programs hold the same modules: found again only within this many megabytes
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey LegalCopyright "MIT license"
!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICONS}\filing-desk.ico"
!define MUI_UNICON "${ICONS}\filing-desk.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURES}\beside.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${PICTURES}\above.bmp"
!define MUI_WELCOMEPAGE_TITLE "${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "This installs ${NAME} ${VERSION}.$\r$\n$\r$\nYour companies, packages, settings and backups stay as they are, also when a later version is installed or the program is uninstalled. A company file from an earlier version is backed up before it is converted.$\r$\n$\r$\nNo administrator's rights are needed."
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\Filing Desk.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "This uninstalls ${NAME} ${VERSION}. Your companies, packages, settings and backups stay."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be opened for writing.
!macro ProgramOpen UN
Function ${UN}ProgramOpen ; leaves "open" or "" on the stack
  Push ""
  !insertmacro OneOpen "Filing Desk.exe"
  !insertmacro OneOpen "filing-desk.exe"
FunctionEnd
!macroend

!macro OneOpen FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      Pop $1
      Push "open"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend
!insertmacro ProgramOpen ""
!insertmacro ProgramOpen "un."

; While the program is open nothing is changed: its user is asked whether it may be closed, as by its own cross. It saves
; by itself. A silent run closes it only when told to.
!macro CloseOrRefuse UN
Function ${UN}CloseOrRefuse
  Call ${UN}ProgramOpen
  Pop $0
  ${If} $0 == "open"
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/CLOSE" $2
    ${If} ${Errors}
      MessageBox MB_YESNO|MB_ICONQUESTION "${NAME} is open. It has saved everything that was entered. Close it now and go on?" /SD IDNO IDYES +3
      SetErrorLevel 3
      Quit
    ${EndIf}
    nsExec::Exec '"$SYSDIR\taskkill.exe" /im "Filing Desk.exe"'
    Pop $1
    StrCpy $3 0
    ${Do}
      Call ${UN}ProgramOpen
      Pop $0
      ${If} $0 == ""
        ${ExitDo}
      ${EndIf}
      IntOp $3 $3 + 1
      Sleep 500
    ${LoopUntil} $3 > 40
    ${If} $0 == "open"
      MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} did not close. It may be asking something: answer it, close it, and then start this again. Nothing was changed." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro CloseOrRefuse ""
!insertmacro CloseOrRefuse "un."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "${NAME} needs a 64-bit Windows; this one has 32 bits. Nothing was changed." /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  ${WinVerGetBuild} $0
  ${If} $0 < ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "${NAME} needs Windows 10, version 1809, or later; this is build $0. Nothing was changed." /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetRegView 64
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/ALLUSERS" $2
  ${IfNot} ${Errors}
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      MessageBox MB_OK|MB_ICONSTOP "To install for all users, start this as an administrator. Nothing was changed." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
    ReadRegStr $3 HKCU "${UNINSTALL}" "InstallLocation"
    ${If} $INSTDIR == "$LOCALAPPDATA\Programs\${NAME}"
    ${OrIf} $INSTDIR == $3 ; the folder of one user's own copy
      ReadRegStr $INSTDIR HKLM "${UNINSTALL}" "InstallLocation"
      ${If} $INSTDIR == ""
        StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
      ${EndIf}
    ${EndIf}
    SetShellVarContext all
  ${Else}
    ReadRegStr $3 HKLM "${UNINSTALL}" "InstallLocation"
    ${If} $3 != "" ; a later one for this user would be mixed up with it: two entries in the list of apps
      MessageBox MB_YESNO|MB_ICONQUESTION "${NAME} is already installed for all users of this computer, in $3. Install another copy for yourself alone? The one for all users stays as it is; a company file that a later version converts opens only in the later one." /SD IDYES IDYES +3
      SetErrorLevel 1
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "${NAME}"
  SectionIn RO
  Call CloseOrRefuse
  ${If} ${FileExists} "$INSTDIR\Filing Desk.exe"
    RMDir /r "$INSTDIR\_internal" ; of an older version: nothing of it may be mixed with this one
  ${EndIf}
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  File "${ICONS}\company-file.ico"
  File "${ICONS}\INSTALLING.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "A file could not be written in $INSTDIR. Install into another folder."
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Filing Desk.exe"

  WriteRegStr SHCTX "${CLASSES}\.filingdesk" "" "${KIND}"
  WriteRegStr SHCTX "${CLASSES}\.filingdesk\OpenWithProgids" "${KIND}" ""
  WriteRegStr SHCTX "${CLASSES}\.filingdesk\ShellNew" "NullFile" "" ; New, Filing Desk company: the program asks for the rest
  WriteRegStr SHCTX "${CLASSES}\${KIND}" "" "Filing Desk company"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\company-file.ico"
  WriteRegStr SHCTX "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\Filing Desk.exe" "%1"'
  WriteRegStr SHCTX "${CLASSES}\Applications\Filing Desk.exe" "FriendlyAppName" "${NAME}"
  WriteRegStr SHCTX "${CLASSES}\Applications\Filing Desk.exe\SupportedTypes" ".filingdesk" ""
  WriteRegStr SHCTX "${CLASSES}\Applications\Filing Desk.exe\shell\open\command" "" '"$INSTDIR\Filing Desk.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Filing Desk.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "HelpLink" "$INSTDIR\INSTALLING.txt"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  ; With _? the uninstaller does not start a copy of itself, so that its exit code is heard.
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section /o "Icon on the desktop" ICON
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\Filing Desk.exe"
SectionEnd

Section "-asked for silently"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/DESKTOP" $2
  ${IfNot} ${Errors}
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\Filing Desk.exe"
  ${EndIf}
SectionEnd

Function un.onInit
  SetRegView 64
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      MessageBox MB_OK|MB_ICONSTOP "${NAME} is installed for all users. To uninstall it, start this as an administrator. Nothing was changed." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
    SetShellVarContext all
  ${EndIf}
FunctionEnd

; Deletes what the installer brought and nothing else: companies, packages, settings and reports stay.
Section "Uninstall"
  Call un.CloseOrRefuse
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Filing Desk.exe"
  Delete "$INSTDIR\filing-desk.exe"
  Delete "$INSTDIR\company-file.ico"
  Delete "$INSTDIR\INSTALLING.txt"
  Delete "$INSTDIR\uninstall.exe"
  ${If} ${FileExists} "$INSTDIR\uninstall.exe" ; started with _? it runs from here: it can be moved, not deleted
    Delete "$TEMP\filing-desk-uninstalled.exe"
    ClearErrors
    Rename "$INSTDIR\uninstall.exe" "$TEMP\filing-desk-uninstalled.exe"
    ${If} ${Errors} ; on another disk, or a Windows that does not move what runs: deleted a moment after this has ended
      FileOpen $1 "$TEMP\filing-desk-uninstalled.cmd" w
      FileWrite $1 "@echo off$\r$\nfor /l %%i in (1,1,20) do if exist $\"%~1\uninstall.exe$\" (ping -n 2 127.0.0.1 >nul & del /f $\"%~1\uninstall.exe$\" )$\r$\nrd $\"%~1$\"$\r$\ndel $\"%~f0$\"$\r$\n"
      FileClose $1
      SetOutPath "$TEMP" ; a folder in which something runs cannot be removed
      ExecShell "open" "$TEMP\filing-desk-uninstalled.cmd" '"$INSTDIR"' SW_HIDE
    ${EndIf}
  ${EndIf}
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ReadRegStr $0 SHCTX "${CLASSES}\.filingdesk" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue SHCTX "${CLASSES}\.filingdesk" ""
  ${EndIf}
  DeleteRegValue SHCTX "${CLASSES}\.filingdesk\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.filingdesk\OpenWithProgids"
  DeleteRegKey SHCTX "${CLASSES}\.filingdesk\ShellNew"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\.filingdesk"
  DeleteRegKey SHCTX "${CLASSES}\${KIND}"
  DeleteRegKey SHCTX "${CLASSES}\Applications\Filing Desk.exe"
  DeleteRegKey SHCTX "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
